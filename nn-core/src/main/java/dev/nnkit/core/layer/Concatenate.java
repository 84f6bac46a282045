package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two or more inputs side by side along the last axis: [time, 3] and [time, 5] give [time, 8]. All other axes are the
 * same. Each input gets its part of the output's gradient. No parameters. Thread-safe: immutable.
 */
public record Concatenate() implements JoinSpec {
    @Override
    public Join build(List<Shape> examples, Initialization initialization) {
        Built built = new Built(initialization.describe(this));
        built.outputShape(examples);
        return built;
    }

    private record Built(String who) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            return joined(examples, 1);
        }

        private Shape joined(List<Shape> shapes, int least) {
            Inputs.requireCount(who, shapes, 2, Integer.MAX_VALUE, "two or more");
            Shape first = shapes.get(0);
            int width = shapes.stream().mapToInt(Shape::last).sum();
            for (Shape shape : shapes) {
                if (shape.rank() < least
                        || first.rank() < least
                        || !shape.withLast(0).equals(first.withLast(0))) {
                    throw new ShapeMismatchException(
                            who + ": inputs must have the same axes but for the last, and at least one, but their"
                                    + " shapes are " + shapes + ".",
                            first.rank() < least ? null : first.withLast(width));
                }
            }
            return first.withLast(width);
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            inputs.forEach(input -> Inputs.requireFloating(who, input));
            Shape shape = joined(inputs.stream().map(Tensor::shape).toList(), 2);
            Tensor y = step.scratch(inputs.get(0).type(), shape);
            int start = 0;
            for (Tensor input : inputs) {
                copy(input, 0, y, start, step);
                start += input.shape().last();
            }
            return new Forward(y, (dy, into) -> parts(inputs, dy, step));
        }

        private static @Nullable Tensor[] parts(List<Tensor> inputs, Tensor dy, StepContext step) {
            @Nullable Tensor[] gradients = new @Nullable Tensor[inputs.size()];
            int start = 0;
            for (int i = 0; i < gradients.length; i++) {
                Tensor gradient = step.scratchLike(inputs.get(i));
                copy(dy, start, gradient, 0, step);
                gradients[i] = gradient;
                start += gradient.shape().last();
            }
            return gradients;
        }

        /** Copies from each row of {@code source} to each of {@code target}, as many as the shorter row has. */
        private static void copy(Tensor source, int sourceStart, Tensor target, int targetStart, StepContext step) {
            int m = source.shape().last();
            int n = target.shape().last();
            int count = Math.min(m, n);
            boolean single = source.type() == DataType.FLOAT32;
            Object from = single ? source.floats() : source.doubles();
            Object to = single ? target.floats() : target.doubles();
            step.kernels().split(target.rows(), count, (first, last) -> {
                for (int row = first; row < last; row++) {
                    System.arraycopy(from, row * m + sourceStart, to, row * n + targetStart, count);
                }
            });
        }
    }

    @Override
    public String toString() {
        return "concatenate";
    }
}
