package dev.nnkit.gradcheck;

/** Decides about one element from the slope that the code tells and the slope that differences find. */
final class Judge {
    private final Variable variable;
    private final Differences differences;

    Judge(Variable variable, Differences differences) {
        this.variable = variable;
        this.differences = differences;
    }

    /** @param isKink whether the slopes of both sides differ; false where nobody had to ask */
    record Judgement(Verdict verdict, boolean isKink) {}

    Judgement judge(int index, double analytic, Slope slope, Tolerance tolerance) {
        double numeric = slope.value();
        boolean isInside = variable.domain().contains(variable.values().get(index));
        if (!isInside || !Double.isFinite(analytic) || Double.isNaN(numeric)) {
            return new Judgement(Verdict.UNSTABLE, false);
        }
        double allowed = tolerance.of(numeric, slope.rounding());
        if (Math.abs(analytic - numeric) <= allowed) {
            return new Judgement(Verdict.CORRECT, false);
        }
        double stated = tolerance.stated(numeric);
        boolean isUnsettled = slope.settling() > allowed || slope.rounding() > stated;
        Surroundings sides = differences.around(Line.along(variable, index));
        if (isUnsettled && sides.isJump()) {
            return new Judgement(Verdict.JUMP, false);
        }
        boolean isKink = sides.isKinked(stated);
        if (isKink && sides.isBetween(analytic, stated)) {
            return new Judgement(Verdict.KINK, true);
        }
        if (isUnsettled || differences.isStaircase()) {
            boolean isCancelled = slope.rounding() > stated && !differences.isStaircase();
            return new Judgement(isCancelled ? Verdict.UNSTABLE : Verdict.NOISE, isKink);
        }
        if (!isKink && differences.confirmFromAfar(Line.along(variable, index), analytic, slope)) {
            return new Judgement(Verdict.NOISE, false);
        }
        return new Judgement(Verdict.WRONG, isKink);
    }

    /** Whether the slopes of both sides of an element differ, though their mean may be what the code tells. */
    boolean isKink(int index, Slope slope, Tolerance tolerance) {
        return differences.around(Line.along(variable, index)).isKinked(tolerance.stated(slope.value()));
    }
}
