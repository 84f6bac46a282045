package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import org.jspecify.annotations.Nullable;

/** The options of a {@link GradientCheck}. */
record Settings(
        @Nullable String name,
        long seed,
        double absolute,
        double relative,
        boolean training,
        double kinkShare,
        Kernels kernels) {
    static final Settings DEFAULT = new Settings(null, 1, 1e-8, 1e-6, true, 0.25, Kernels.reference());
    private static final int LONGEST_NAME = 100;

    Settings {
        if (!(absolute >= 0 && relative >= 0 && absolute + relative > 0 && absolute + relative < 1)) {
            throw new IllegalArgumentException("gradient check: tolerances must be 0 or more, not both 0, and below 1,"
                    + " but are absolute " + absolute + " and relative " + relative + ".");
        }
        if (!(kinkShare >= 0 && kinkShare <= 1)) {
            throw new IllegalArgumentException(
                    "gradient check: the allowed share of kinks must be in [0, 1] but is " + kinkShare + ".");
        }
    }

    Settings withSeed(long other) {
        return new Settings(name, other, absolute, relative, training, kinkShare, kernels);
    }

    Settings withTolerance(double absoluteError, double relativeError) {
        return new Settings(name, seed, absoluteError, relativeError, training, kinkShare, kernels);
    }

    Settings withTraining(boolean other) {
        return new Settings(name, seed, absolute, relative, other, kinkShare, kernels);
    }

    Settings withKinkShare(double other) {
        return new Settings(name, seed, absolute, relative, training, other, kernels);
    }

    Settings withKernels(Kernels other) {
        return new Settings(name, seed, absolute, relative, training, kinkShare, other);
    }

    Settings withName(String other) {
        return new Settings(other, seed, absolute, relative, training, kinkShare, kernels);
    }

    /** The name that was given, or else what the thing prints, cut where it is long. */
    String who(Object thing) {
        String text = name == null ? thing.toString() : name;
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    }

    /** Differences in float32 have three right digits; they cannot prove anything. */
    static Tensor requireDouble(String who, String what, Tensor tensor) {
        if (tensor.type() != DataType.FLOAT64) {
            throw new IllegalArgumentException(who + ": a gradient check needs FLOAT64 but \"" + what + "\" is "
                    + tensor.type() + ". Build the network with Initialization.of(DataType.FLOAT64, seed) and convert"
                    + " the input with as(DataType.FLOAT64); FLOAT32 is compared with FLOAT64 by the contract suites.");
        }
        return tensor;
    }
}
