package dev.nnkit.optimizer;

/** All gradient transforms by the names that the command line knows. */
public final class GradientTransforms {
    private GradientTransforms() {}

    public static ClipByNorm clipByNorm(double maximum) {
        return new ClipByNorm(maximum);
    }

    public static ClipByValue clipByValue(double maximum) {
        return new ClipByValue(maximum);
    }

    public static Decay decay(double rate) {
        return new Decay(rate);
    }
}
