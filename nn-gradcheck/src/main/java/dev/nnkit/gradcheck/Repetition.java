package dev.nnkit.gradcheck;

/**
 * What a second call and its pullback did to sums that already hold the gradient of a first one: they must have doubled.
 *
 * @param allowed how far a second gradient may be from the first
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one call
record Repetition(double[] once, double[] twice, double allowed) {
    /** The first element that is not doubled; -1 if all are. */
    int firstMistake() {
        for (int i = 0; i < once.length; i++) {
            if (!isRight(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isRight(int index) {
        return Math.abs(twice[index] - 2 * once[index]) <= allowed;
    }

    /** The coordinate with what the second pullback added in place of what the first one did. */
    Coordinate judge(Coordinate c) {
        return c.withAnalytic(twice[c.index()] - once[c.index()]).as(isRight(c.index()) ? c.verdict() : Verdict.WRONG);
    }
}
