package dev.nnkit.gradcheck;

/**
 * How far analytic and numeric slope may lie apart: {@code absolute + relative * |numeric|}, where the absolute part
 * shrinks with the largest gradient of the check if that is below 1, so that an error in tiny gradients stays visible.
 * What rounding of the outputs can do is allowed on top, but never more than the stated tolerance.
 *
 * @param scale the largest gradient of the check, at most 1
 */
record Tolerance(double absolute, double relative, double scale) {
    static Tolerance of(Settings settings, double largestGradient) {
        boolean usable = largestGradient > 0 && largestGradient < 1;
        return new Tolerance(settings.absolute, settings.relative, usable ? largestGradient : 1);
    }

    double stated(double numeric) {
        return absolute + relative * Math.abs(numeric);
    }

    double of(double numeric, double rounding) {
        return Math.min(stated(numeric), absolute * scale + relative * Math.abs(numeric) + rounding);
    }
}
