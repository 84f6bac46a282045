package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.UnlistedParameterException;
import dev.nnkit.gradcheck.cause.Situation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a check: the function at the point, its own derivatives, and one {@link TensorExamination} a variable. */
final class Examination {
    /** How many elements of a tensor are looked at where a check is repeated at another input. */
    private static final int FEW = 4;
    /** Gradients whose largest is within a factor of 2 to this of 1 are left as they are. */
    private static final int ABOUT_ONE = 3;

    private final Subject subject;
    private final Settings settings;
    private final Tensor base;
    private final Tensor upstream;
    private final Subject.Derivatives derivatives;
    private final List<TensorExamination> tensors = new ArrayList<>();
    private final Neighbourhood neighbourhood;
    private double largest;

    private Examination(Subject subject, Settings settings, Tensor base) {
        this.subject = subject;
        this.settings = settings;
        this.base = base;
        Tensor weights = subject.upstream(base, RandomStream.of(settings.seed, "upstream"));
        Subject.Derivatives first = subject.differentiate(weights);
        double factor = subject.isScalable() ? Math.min(factor(largest(first.once())), most(base, weights)) : 1;
        this.upstream = factor == 1 ? weights : scaled(weights, factor);
        this.derivatives = factor == 1 ? first : subject.differentiate(upstream);
        this.largest = largest(derivatives.once());
        Differences differences = new Differences(subject, base, upstream, Tolerance.of(settings, largest));
        this.neighbourhood = new Neighbourhood(subject, settings, upstream, differences.noise());
        for (int i = 0; i < subject.variables().size(); i++) {
            tensors.add(new TensorExamination(
                    subject.variables().get(i),
                    subject.batch(),
                    base.size(),
                    derivatives.once().get(i),
                    derivatives.twice().get(i),
                    differences,
                    settings,
                    RandomStream.of(settings.seed, "sample", i)));
        }
    }

    /** The power of two that brings the largest gradient near to 1. */
    private static double factor(double largest) {
        int exponent = largest > 0 ? Math.getExponent(largest) : 0;
        return Math.abs(exponent) <= ABOUT_ONE ? 1 : Math.scalb(1.0, Math.min(-exponent, Double.MAX_EXPONENT));
    }

    /** Beyond it the rounding of the outputs would grow to what looks like slopes. */
    private static double most(Tensor output, Tensor weights) {
        double squares = 0;
        for (int i = 0; i < output.size(); i++) {
            squares += Math.pow(output.get(i) * weights.get(i), 2);
        }
        return squares > 0 ? Math.max(1, 1 / Math.sqrt(squares)) : Double.MAX_VALUE;
    }

    private static Tensor scaled(Tensor tensor, double factor) {
        Tensor result = tensor.copy();
        for (int i = 0; i < result.size(); i++) {
            result.set(i, factor * tensor.get(i));
        }
        return result;
    }

    /** Checks everything, and explains what is wrong. */
    static GradientReport run(Subject subject, Settings settings) {
        List<TensorReport> reports = reports(subject, settings, null);
        GradientReport report = new GradientReport(subject.who(), settings.seed, reports, "");
        if (report.verdict() != Verdict.WRONG || !settings.shrinking) {
            return report;
        }
        return report.withTest(new Shrinker(settings, report.tensors().get(0)).test(subject));
    }

    /** @param before what the code told at the first input, if this is not it */
    private static List<TensorReport> reports(Subject subject, Settings settings, @Nullable Examination before) {
        Tensor base = subject.evaluate();
        if (!isFinite(base)) {
            return all(subject, Verdict.UNSTABLE, "the output has NaN or infinity at the very point.");
        }
        if (!base.sameBits(subject.evaluate())) {
            return all(
                    subject,
                    Verdict.NOISE,
                    "two calls with the same seed gave different outputs: random numbers must come"
                            + " from StepContext.random(), and a layer keeps nothing of a call.");
        }
        Examination examination;
        try {
            examination = new Examination(subject, settings, base);
        } catch (UnlistedParameterException e) {
            return all(subject, Verdict.WRONG, "parameter not listed: " + e.getMessage());
        }
        examination.measure();
        List<TensorReport> reports = new ArrayList<>();
        for (int i = 0; i < examination.tensors.size(); i++) {
            reports.add(examination.judge(i, before));
        }
        Subject elsewhere = before == null ? subject.elsewhere() : null;
        if (elsewhere != null && reports.stream().allMatch(r -> r.verdict().isHarmless())) {
            examination.addMistakes(elsewhere, reports);
        }
        return reports;
    }

    /** A mistake that shows at another input only, because something was kept of this one. */
    private void addMistakes(Subject elsewhere, List<TensorReport> reports) {
        Settings few = settings.with(s -> {
            s.sample = FEW;
            s.progress = Progress.NONE;
        });
        List<TensorReport> others = Attempt.at(() -> reports(elsewhere, few, this));
        for (int i = 0; others != null && i < reports.size(); i++) {
            boolean wasRight = reports.get(i).verdict() == Verdict.CORRECT;
            if (wasRight && others.get(i).verdict() == Verdict.WRONG) {
                reports.set(i, others.get(i));
            }
        }
    }

    /** Whether the gradient of one tensor of {@code subject} is wrong, without asking why. */
    static boolean isWrong(Subject subject, String tensor, Settings settings) {
        return Attempt.at(() -> quick(subject, tensor, settings)) == Verdict.WRONG;
    }

    private static @Nullable Verdict quick(Subject subject, String tensor, Settings settings) {
        Examination examination = ofFinite(subject, settings);
        if (examination == null) {
            return null;
        }
        for (TensorExamination each : examination.tensors) {
            if (each.name().equals(tensor)) {
                each.measure(() -> {});
                double size = Math.max(examination.largest, each.largestSlope());
                KinkTrial kinks = new KinkTrial(examination.neighbourhood, examination.tensors.indexOf(each));
                return each.judge(Tolerance.of(settings, size), size, settings, null, null, kinks)
                        .verdict();
            }
        }
        return null;
    }

    /** What is measured with {@code subject}; null where it refuses its input or its outputs are not finite. */
    static @Nullable Situation situation(Subject subject, Settings settings) {
        return Attempt.at(() -> measured(subject, settings));
    }

    private static @Nullable Situation measured(Subject subject, Settings settings) {
        Examination examination = ofFinite(subject, settings);
        if (examination == null) {
            return null;
        }
        examination.measure();
        return examination.situation();
    }

    Situation situation() {
        return new Situation(
                subject.batch(),
                base.doubles(),
                upstream.doubles(),
                tensors.stream().map(TensorExamination::part).toList());
    }

    private void measure() {
        int total = tensors.stream().mapToInt(TensorExamination::planned).sum();
        int[] done = {0};
        for (TensorExamination tensor : tensors) {
            tensor.measure(() -> settings.progress.measured(tensor.name(), ++done[0], total));
            largest = Math.max(largest, tensor.largestSlope());
        }
    }

    /** At the present values of the variables; null where the output is not finite. */
    static @Nullable Examination ofFinite(Subject subject, Settings settings) {
        Tensor base = subject.evaluate();
        return isFinite(base) ? new Examination(subject, settings, base) : null;
    }

    /** The verdict on one element, without asking about kinks. */
    Verdict verdict(int variable, int index) {
        return tensors.get(variable).verdict(index, Tolerance.of(settings, largest));
    }

    /** The report on one variable, without asking about kinks. */
    TensorReport report(int variable) {
        measure();
        return judge(variable, null, null);
    }

    private TensorReport judge(int i, @Nullable Examination before) {
        return judge(i, before, new KinkTrial(neighbourhood, i));
    }

    private TensorReport judge(int i, @Nullable Examination before, @Nullable KinkTrial kinks) {
        Tensor told = before == null ? null : before.derivatives.once().get(i);
        Retrial trial = new Retrial(subject, settings, this::situation, base, upstream, i);
        return tensors.get(i)
                .judge(
                        Tolerance.of(settings, largest),
                        largest,
                        settings,
                        told == null ? null : scaled(told, ratio(before)).doubles(),
                        trial,
                        kinks);
    }

    /** Two examinations may send back upstream gradients of different sizes. */
    private double ratio(@Nullable Examination before) {
        return before == null ? 1 : upstream.get(0) / before.upstream.get(0);
    }

    private static List<TensorReport> all(Subject subject, Verdict verdict, String why) {
        return subject.variables().stream()
                .map(v -> new TensorReport(
                        v.name(), v.values().shape(), verdict, false, List.of(why), List.of(), List.of()))
                .toList();
    }

    private static boolean isFinite(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (!Double.isFinite(tensor.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static double largest(List<@Nullable Tensor> gradients) {
        double largest = 0;
        for (Tensor gradient : gradients) {
            for (int i = 0; gradient != null && i < gradient.size(); i++) {
                double size = Math.abs(gradient.get(i));
                largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
            }
        }
        return largest;
    }
}
