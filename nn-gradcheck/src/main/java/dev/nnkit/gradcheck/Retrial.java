package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.cause.Situation;
import dev.nnkit.gradcheck.cause.Trial;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs what is checked again, for causes that want to know more about one of its variables. */
final class Retrial implements Trial {
    private final Subject subject;
    private final Settings settings;
    private final Supplier<Situation> situation;
    private final Tensor base;
    private final Tensor upstream;
    private final int index;

    Retrial(
            Subject subject,
            Settings settings,
            Supplier<Situation> situation,
            Tensor base,
            Tensor upstream,
            int index) {
        this.subject = subject;
        this.settings = settings;
        this.situation = situation;
        this.base = base;
        this.upstream = upstream;
        this.index = index;
    }

    @Override
    public Situation situation() {
        return situation.get();
    }

    @Override
    public @Nullable Situation oneExample() {
        Subject first = subject.firstExample();
        return first == null ? null : Examination.situation(first, settings.with(s -> s.progress = Progress.NONE));
    }

    @Override
    public double @Nullable [] gradientFor(double[] other) {
        Tensor gradient =
                subject.differentiate(Tensor.of(base.shape(), other)).once().get(index);
        return gradient == null ? null : gradient.doubles();
    }

    @Override
    public double @Nullable [] slopesAt(double[] values) {
        Variable variable = subject.variables().get(index);
        if (!Arrays.stream(values).allMatch(variable.domain()::contains)) {
            return null;
        }
        Tensor saved = variable.values().copy();
        try {
            System.arraycopy(values, 0, variable.values().doubles(), 0, values.length);
            return Attempt.at(() -> slopes(variable));
        } finally {
            variable.values().set(saved);
        }
    }

    private double[] slopes(Variable variable) {
        Differences differences = new Differences(subject, subject.evaluate(), upstream, Tolerance.of(settings, 1));
        double[] slopes = new double[variable.values().size()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = differences.along(Line.along(variable, i)).value();
        }
        return slopes;
    }
}
