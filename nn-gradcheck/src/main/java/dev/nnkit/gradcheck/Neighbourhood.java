package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a point at which slopes jump. Where many kinks meet, as in max pooling over equal pixels, the code may
 * tell any sum of slopes, one for each kink, which is more than lies between the slopes of both sides. Two things can
 * still be asked: whether the code is right a little to the side, where the kinks lie apart; and whether the value at the
 * point is such a sum. For this all variables are moved a little by chance, so that a line through the point next to it
 * crosses the kinks one by one: the slope at its beginning and all that it rises and falls by on the way.
 */
final class Neighbourhood {
    /** How far to the side the code is checked, in measure of {@code max(1, |x|)}. */
    private static final double APART = 1e-3;
    /** How far kinks are moved apart to count them; and once more with an eighth of it, at which a mere curve vanishes. */
    private static final double SPREAD = 1.6e-6;

    private static final double SMALLER = 0.125;
    /** From 1/32 of the spread to 256 times it, since a kink may have hardly to do with a variable. */
    private static final int DOUBLINGS_IN = 5;

    private static final int DOUBLINGS_OUT = 8;
    /**
     * Kinks that coincide hide each other, with other random numbers others do: of the windows of 3 x 3 pixels that one
     * pixel has in common with others, a window is seen alone once in 8 times.
     */
    static final int TRIES = 200;

    /** So often it is asked whether there are kinks at all. */
    static final int FEW_TRIES = 2;

    private final Subject subject;
    private final Settings settings;
    private final double[] upstream;
    private final double noise;
    private @Nullable Examination side;

    /** @param noise how much the summed output jitters by rounding */
    Neighbourhood(Subject subject, Settings settings, Tensor upstream, double noise) {
        this.subject = subject;
        this.settings = settings.with(s -> s.progress = Progress.NONE);
        this.upstream = upstream.doubles();
        this.noise = noise;
    }

    /** What the code's derivative by one element is a little to the side; UNSTABLE where it cannot be asked there. */
    Verdict verdictBeside(int variable, int index) {
        Verdict verdict = atSide(beside -> beside.verdict(variable, index));
        return verdict == null ? Verdict.UNSTABLE : verdict;
    }

    /** The whole report on a variable a little to the side; null where the code cannot be asked there. */
    @Nullable
    TensorReport reportBeside(int variable) {
        return atSide(beside -> beside.report(variable));
    }

    private <T> @Nullable T atSide(Function<Examination, T> question) {
        List<Tensor> saved = move(APART, 0);
        try {
            if (side == null) {
                side = Attempt.at(() -> Examination.ofFinite(subject, settings));
            }
            return side == null ? null : question.apply(side);
        } finally {
            restore(saved);
        }
    }

    /**
     * What the way along a line tells.
     *
     * @param isKinked whether there are kinks on it
     * @param isSum whether the slope is one that follows from those that there are
     */
    record Answer(boolean isKinked, boolean isSum) {}

    /**
     * @param line makes the way to go, from wherever the variables stand
     * @param slope what the code tells along it
     * @param perDoubling how many points there are between one distance and twice that
     * @param tries after how many an unexplained slope is none
     */
    Answer ask(Supplier<Line> line, double slope, double tolerance, int perDoubling, int tries) {
        boolean isKinked = false;
        boolean isSum = false;
        double slack = tolerance;
        for (int attempt = 1; attempt <= tries && !isSum && (isKinked || attempt <= FEW_TRIES); attempt++) {
            Slopes narrow = slopes(line, SMALLER * SPREAD, perDoubling, attempt);
            if (attempt <= FEW_TRIES) {
                Slopes wide = slopes(line, SPREAD, perDoubling, attempt);
                isKinked |= narrow.isKinked(wide, tolerance);
                slack = Math.max(slack, narrow.slack(wide) + tolerance);
            }
            isSum = narrow.isSum(slope, slack);
        }
        return new Answer(isKinked, isSum);
    }

    /**
     * The slopes along a line next to the point.
     *
     * @param first where the line begins
     * @param rise all by which the slope rises on the way
     * @param fall all by which it falls
     * @param unsure what rounding may have to do with these
     */
    private record Slopes(double first, double rise, double fall, double unsure) {
        boolean isKinked(Slopes wide, double tolerance) {
            return rise + fall > 10 * tolerance + unsure && rise + fall > 0.5 * (wide.rise + wide.fall);
        }

        /** What a curve has in it: a seventh of what vanished when everything shrank to an eighth. */
        double slack(Slopes wide) {
            double change = Math.abs(wide.first - first) + Math.abs(wide.rise - rise) + Math.abs(wide.fall - fall);
            return change / 4 + 2 * unsure;
        }

        boolean isSum(double slope, double slack) {
            return slope >= first - fall - slack && slope <= first + rise + slack;
        }
    }

    private Slopes slopes(Supplier<Line> through, double spread, int perDoubling, int attempt) {
        List<Tensor> saved = move(spread, attempt);
        Line line = through.get();
        try {
            double first = Double.NaN;
            double rise = 0;
            double fall = 0;
            double before = Double.NaN;
            double unsureBefore = 0;
            double unsureInAll = 0;
            double at = Double.NaN;
            Tensor output = null;
            for (double t : points(spread, perDoubling)) {
                if (t > line.room(1) || -t > line.room(-1)) {
                    continue;
                }
                double there = line.moveTo(t);
                Tensor next = subject.evaluate();
                if (output != null && there > at) {
                    double slope = Differences.difference(upstream, next, output, 0, upstream.length) / (there - at);
                    double unsure = 4 * noise / (there - at);
                    first = Double.isNaN(before) ? slope : first;
                    rise += Double.isNaN(before) ? 0 : Math.max(0, slope - before - unsure - unsureBefore);
                    fall += Double.isNaN(before) ? 0 : Math.max(0, before - slope - unsure - unsureBefore);
                    before = slope;
                    unsureBefore = unsure;
                    unsureInAll += unsure;
                }
                at = there;
                output = next;
            }
            return new Slopes(first, rise, fall, unsureInAll);
        } finally {
            line.restore();
            restore(saved);
        }
    }

    /** Ascending, dense around 0. */
    private static List<Double> points(double spread, int perDoubling) {
        List<Double> points = new ArrayList<>();
        for (int k = DOUBLINGS_OUT * perDoubling; k >= -DOUBLINGS_IN * perDoubling; k--) {
            points.add(-spread * Math.pow(2, (double) k / perDoubling));
        }
        for (int k = points.size() - 1; k >= 0; k--) {
            points.add(-points.get(k));
        }
        return points;
    }

    private List<Tensor> move(double distance, int attempt) {
        RandomStream random = RandomStream.of(settings.seed, "beside", attempt);
        List<Tensor> saved =
                subject.variables().stream().map(v -> v.values().copy()).toList();
        for (Variable variable : subject.variables()) {
            double[] x = variable.values().doubles();
            for (int i = 0; i < variable.values().size(); i++) {
                double way = distance * Math.max(1, Math.abs(x[i])) * (2 * random.nextDouble() - 1);
                double inward = variable.domain().inward(x[i], Math.signum(way)) * Math.abs(way);
                double room = variable.domain().room(x[i], inward);
                x[i] += Math.abs(inward) < room ? inward : 0;
            }
        }
        return saved;
    }

    private void restore(List<Tensor> saved) {
        for (int i = 0; i < saved.size(); i++) {
            subject.variables().get(i).values().set(saved.get(i));
        }
    }
}
