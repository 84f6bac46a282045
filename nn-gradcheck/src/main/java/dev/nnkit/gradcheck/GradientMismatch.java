package dev.nnkit.gradcheck;

/** A gradient could not be confirmed. The message is the report, worst first. */
public final class GradientMismatch extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient GradientReport report;

    GradientMismatch(GradientReport report) {
        super(report.toString());
        this.report = report;
    }

    /** What was found out. */
    public GradientReport report() {
        return report;
    }
}
