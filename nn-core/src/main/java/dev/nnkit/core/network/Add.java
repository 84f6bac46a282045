package dev.nnkit.core.network;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = a + b + ...}: two or more inputs of one shape, any, which is that of the output. Each gets the output's
 * gradient. No parameters. Thread-safe: immutable.
 */
public record Add() implements JoinSpec {
    @Override
    public Join build(List<Shape> examples, Initialization initialization) {
        Built built = new Built(initialization.describe(this));
        built.outputShape(examples);
        return built;
    }

    record Built(String who) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            requireOne(examples);
            return examples.get(0);
        }

        private void requireOne(List<Shape> shapes) {
            Inputs.requireCount(who, shapes, 2, Integer.MAX_VALUE, "two or more");
            Shape first = shapes.get(0);
            for (Shape shape : shapes) {
                if (!shape.equals(first)) {
                    throw new ShapeMismatchException(
                            who + ": all inputs must have the same shape but their shapes are " + shapes
                                    + ". To put them side by side, use concatenate.",
                            first);
                }
            }
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            requireOne(inputs.stream().map(Tensor::shape).toList());
            inputs.forEach(input -> Inputs.requireFloating(who, input));
            Tensor y = step.scratchLike(inputs.get(0));
            step.kernels().add(inputs.get(0), inputs.get(1), y);
            for (int i = 2; i < inputs.size(); i++) {
                step.kernels().add(y, inputs.get(i), y);
            }
            return new Forward(y, (dy, into) -> {
                @Nullable Tensor[] gradients = new @Nullable Tensor[inputs.size()];
                Arrays.fill(gradients, dy);
                return gradients;
            });
        }
    }

    @Override
    public String toString() {
        return "add";
    }
}
