package dev.nnkit.gradcheck;

/** Both sides of a point with a step, an eighth of it and an eighth of that. */
record Surroundings(Sides wide, Sides middle, Sides narrow, double noise, double rounding) {
    /** One-sided slopes and the change across the point, with one step. */
    record Sides(double left, double right, double change) {
        static final Sides NONE = new Sides(0, 0, 0);

        double gap() {
            return Math.abs(right - left);
        }
    }

    /** At the edge of a domain there is one side only: neither kink nor jump can be told. */
    static final Surroundings NONE = new Surroundings(Sides.NONE, Sides.NONE, Sides.NONE, 0, 0);

    /** The gap between the slopes stays while the step shrinks: of a smooth function it shrinks, of noise it grows. */
    boolean isKinked(double tolerance) {
        return narrow.gap() > 10 * rounding + tolerance
                && stays(wide.gap(), middle.gap())
                && stays(middle.gap(), narrow.gap());
    }

    private static boolean stays(double before, double after) {
        return after > 0.5 * before && after < 2 * before;
    }

    boolean isBetween(double slope, double tolerance) {
        double slack =
                tolerance + rounding + Math.abs(narrow.left - middle.left) + Math.abs(narrow.right - middle.right);
        return slope >= Math.min(narrow.left, narrow.right) - slack
                && slope <= Math.max(narrow.left, narrow.right) + slack;
    }

    /** The change itself stays while the step shrinks. */
    boolean isJump() {
        return Math.abs(narrow.change) > 100 * noise
                && stays(Math.abs(wide.change), Math.abs(middle.change))
                && stays(Math.abs(middle.change), Math.abs(narrow.change));
    }
}
