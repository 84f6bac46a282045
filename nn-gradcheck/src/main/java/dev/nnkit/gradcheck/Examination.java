package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a check: the function at the point, its own derivatives, and one {@link TensorExamination} a variable. */
final class Examination {
    private final Subject subject;
    private final Settings settings;

    Examination(Subject subject, Settings settings) {
        this.subject = subject;
        this.settings = settings;
    }

    GradientReport run() {
        Tensor base = subject.evaluate();
        if (!isFinite(base)) {
            return all(Verdict.UNSTABLE, "the output has NaN or infinity at the very point.");
        }
        if (!base.sameBits(subject.evaluate())) {
            return all(
                    Verdict.NOISE,
                    "two calls with the same seed gave different outputs: random numbers must come"
                            + " from StepContext.random(), and a layer keeps nothing of a call.");
        }
        Tensor upstream = subject.upstream(base, RandomStream.of(settings.seed(), "upstream"));
        Subject.Derivatives derivatives = subject.differentiate(upstream);
        Tolerance guess = Tolerance.of(settings, largest(derivatives.once()));
        Differences differences = new Differences(subject, base, upstream, guess);
        List<TensorExamination> examinations = new ArrayList<>();
        double largest = largest(derivatives.once());
        for (int i = 0; i < subject.variables().size(); i++) {
            TensorExamination examination = new TensorExamination(
                    subject.variables().get(i),
                    base,
                    derivatives.once().get(i),
                    derivatives.twice().get(i),
                    differences,
                    RandomStream.of(settings.seed(), "sample", i));
            examination.measure();
            largest = Math.max(largest, examination.largestSlope());
            examinations.add(examination);
        }
        List<TensorReport> reports = new ArrayList<>();
        for (TensorExamination examination : examinations) {
            reports.add(examination.judge(Tolerance.of(settings, largest), largest, settings.kinkShare()));
        }
        return report(reports);
    }

    private GradientReport report(List<TensorReport> tensors) {
        return new GradientReport(subject.who(), settings.seed(), tensors);
    }

    private GradientReport all(Verdict verdict, String why) {
        return report(subject.variables().stream()
                .map(v -> new TensorReport(v.name(), v.values().shape(), verdict, false, List.of(why), List.of()))
                .toList());
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
