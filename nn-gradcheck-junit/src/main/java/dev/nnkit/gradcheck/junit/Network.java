package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A layer or a join, so that one suite can hold for both. */
interface Network {
    Shape outputShape(List<Shape> examples);

    Pass forward(List<Tensor> inputs, StepContext step);

    Tensor infer(List<Tensor> inputs, StepContext step);

    List<Parameter> parameters();

    boolean mixesExamples();

    GradientCheck check(List<Tensor> inputs);

    /** What came out, and the way back. */
    record Pass(Tensor output, Back back, Back parametersOnly) {}

    interface Back {
        @Nullable
        Tensor[] apply(Tensor upstream, Gradients into);
    }

    record OfLayer(Layer layer) implements Network {
        @Override
        public Shape outputShape(List<Shape> examples) {
            return layer.outputShape(examples.get(0));
        }

        @Override
        public Pass forward(List<Tensor> inputs, StepContext step) {
            Layer.Forward forward = layer.forward(inputs.get(0), step);
            Layer.Pullback pullback = forward.pullback();
            return new Pass(forward.output(), (dy, into) -> new Tensor[] {pullback.apply(dy, into)}, (dy, into) -> {
                pullback.parametersOnly(dy, into);
                return new Tensor[0];
            });
        }

        @Override
        public Tensor infer(List<Tensor> inputs, StepContext step) {
            return layer.infer(inputs.get(0), step);
        }

        @Override
        public List<Parameter> parameters() {
            return layer.parameters();
        }

        @Override
        public boolean mixesExamples() {
            return layer.mixesExamples();
        }

        @Override
        public GradientCheck check(List<Tensor> inputs) {
            return GradientCheck.of(layer).on(inputs.get(0));
        }
    }

    record OfJoin(Join join) implements Network {
        @Override
        public Shape outputShape(List<Shape> examples) {
            return join.outputShape(examples);
        }

        @Override
        public Pass forward(List<Tensor> inputs, StepContext step) {
            Join.Forward forward = join.forward(inputs, step);
            Back back = forward.pullback()::apply;
            return new Pass(forward.output(), back, back);
        }

        @Override
        public Tensor infer(List<Tensor> inputs, StepContext step) {
            return join.forward(inputs, step).output();
        }

        @Override
        public List<Parameter> parameters() {
            return join.parameters();
        }

        @Override
        public boolean mixesExamples() {
            return join.mixesExamples();
        }

        @Override
        public GradientCheck check(List<Tensor> inputs) {
            return GradientCheck.of(join).on(inputs.toArray(Tensor[]::new));
        }
    }
}
