package dev.nnkit.experiment.statistics;

/**
 * Student 1908, "The probable error of a mean", section IX: hours of sleep gained with two drugs by ten patients. The
 * standard example of R, {@code t.test(extra ~ group, data = sleep, paired = TRUE)}: t = 4.0621, p = 0.002833, interval
 * of the difference 0.7001142 to 2.4598858.
 */
final class Sleep {
    static final Measure HOURS = Measure.higherIsBetter("hours");
    static final Outcomes FIRST = Outcomes.of("dextro", HOURS, 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0);
    static final Outcomes SECOND = Outcomes.of("laevo", HOURS, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4);

    private Sleep() {}
}
