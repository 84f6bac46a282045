package dev.nnkit.api;

/**
 * Applies an {@link Activation} to every element: {@code y = f(x)}, {@code dx = dy * f'(x)}. Any shape; the work is
 * split between the threads of the kernels.
 */
final class ElementwiseLayer implements Layer {
    private static final double COST = 10;

    private final Activation activation;
    private final String who;

    ElementwiseLayer(Activation activation, String who) {
        this.activation = activation;
        this.who = who;
    }

    @Override
    public Shape outputShape(Shape example) {
        return example;
    }

    @Override
    public boolean outputsProbabilities() {
        return activation.outputsProbabilities();
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Tensor output = infer(input, step);
        return new Forward(output, new Back(this, input, output, step));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        Inputs.requireFloating(who, input);
        Tensor output = step.scratchLike(input);
        Kernels kernels = step.kernels();
        ElementaryFunctions functions = kernels.functions();
        int size = input.size();
        if (kernels.isWorthSplitting(size, COST)) {
            kernels.split(size, COST, (from, to) -> apply(input, output, from, to, functions));
        } else {
            apply(input, output, 0, size, functions);
        }
        return output;
    }

    private void apply(Tensor x, Tensor y, int from, int to, ElementaryFunctions functions) {
        if (x.type() == DataType.FLOAT32) {
            activation.apply(x.floats(), y.floats(), from, to, functions);
        } else {
            activation.apply(x.doubles(), y.doubles(), from, to, functions);
        }
    }

    private record Back(ElementwiseLayer layer, Tensor x, Tensor y, StepContext step) implements Pullback {
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            Tensor dx = step.scratchLike(x);
            Kernels kernels = step.kernels();
            int size = x.size();
            if (kernels.isWorthSplitting(size, COST)) {
                kernels.split(size, COST, (from, to) -> apply(dy, dx, from, to));
            } else {
                apply(dy, dx, 0, size);
            }
            return dx;
        }

        private void apply(Tensor dy, Tensor dx, int from, int to) {
            if (x.type() == DataType.FLOAT32) {
                layer.activation.pullback(x.floats(), y.floats(), dy.floats(), dx.floats(), from, to);
            } else {
                layer.activation.pullback(x.doubles(), y.doubles(), dy.doubles(), dx.doubles(), from, to);
            }
        }
    }

    @Override
    public String toString() {
        return who;
    }
}
