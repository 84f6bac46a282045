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
        return new Forward(output, (outputGradient, into) -> pullback(input, output, outputGradient, step));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        Inputs.requireFloating(who, input);
        Tensor output = step.scratchLike(input);
        Kernels kernels = step.kernels();
        ElementaryFunctions functions = kernels.functions();
        if (input.type() == DataType.FLOAT32) {
            float[] x = input.floats();
            float[] y = output.floats();
            kernels.split(input.size(), COST, (from, to) -> activation.apply(x, y, from, to, functions));
        } else {
            double[] x = input.doubles();
            double[] y = output.doubles();
            kernels.split(input.size(), COST, (from, to) -> activation.apply(x, y, from, to, functions));
        }
        return output;
    }

    private Tensor pullback(Tensor input, Tensor output, Tensor outputGradient, StepContext step) {
        Tensor inputGradient = step.scratchLike(input);
        Kernels kernels = step.kernels();
        if (input.type() == DataType.FLOAT32) {
            float[] x = input.floats();
            float[] y = output.floats();
            float[] dy = outputGradient.floats();
            float[] dx = inputGradient.floats();
            kernels.split(input.size(), COST, (from, to) -> activation.pullback(x, y, dy, dx, from, to));
        } else {
            double[] x = input.doubles();
            double[] y = output.doubles();
            double[] dy = outputGradient.doubles();
            double[] dx = inputGradient.doubles();
            kernels.split(input.size(), COST, (from, to) -> activation.pullback(x, y, dy, dx, from, to));
        }
        return inputGradient;
    }

    @Override
    public String toString() {
        return who;
    }
}
