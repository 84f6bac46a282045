package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.Differences.Slope;
import dev.nnkit.gradcheck.cause.Causes;
import dev.nnkit.gradcheck.cause.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of one variable against differences: of every coordinate up to {@link #LIMIT} of them; of a larger tensor
 * {@link #SAMPLE} coordinates and {@link #DIRECTIONS} random directions through all, which are halved down to the
 * coordinate where they do not agree.
 */
final class TensorExamination {
    static final int LIMIT = 2000;
    private static final int SAMPLE = 500;
    private static final int DIRECTIONS = 8;
    private static final int HALVINGS = 200;
    /** How exactly two pullbacks must give twice the sum of one, in measure of the largest gradient of all tensors. */
    private static final double TWICE = 1e-10;

    private final Variable variable;
    private final double[] values;
    private final Tensor base;
    private final String problem;
    private final double[] analytic;
    private final double @Nullable [] twice;
    private final Differences differences;
    private final RandomStream random;
    private final Map<Integer, Slope> slopes = new TreeMap<>();
    private int halvings;

    TensorExamination(
            Variable variable,
            Tensor base,
            @Nullable Tensor once,
            @Nullable Tensor twice,
            Differences differences,
            RandomStream random) {
        this.variable = variable;
        this.values = variable.values().doubles();
        this.base = base;
        this.problem = problem(variable, once);
        this.analytic = once == null || !problem.isEmpty()
                ? new double[variable.values().size()]
                : once.doubles();
        this.twice = twice == null || !problem.isEmpty() ? null : twice.doubles();
        this.differences = differences;
        this.random = random;
    }

    private static String problem(Variable variable, @Nullable Tensor gradient) {
        if (gradient == null || gradient.shape().equals(variable.values().shape())) {
            return "";
        }
        return "the gradient has shape " + gradient.shape() + " where the tensor itself has "
                + variable.values().shape() + ".";
    }

    void measure() {
        int size = analytic.length;
        int[] order = new int[size];
        Arrays.setAll(order, i -> i);
        if (size > LIMIT) {
            random.shuffle(order);
        }
        for (int i = 0; i < (size > LIMIT ? SAMPLE : size); i++) {
            measure(order[i]);
        }
    }

    private Slope measure(int index) {
        return slopes.computeIfAbsent(index, i -> differences.along(Line.along(values, i)));
    }

    /** The largest of the slopes measured. */
    double largestSlope() {
        return slopes.values().stream()
                .mapToDouble(s -> Math.abs(s.value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    TensorReport judge(Tolerance tolerance, double largest, double kinkShare) {
        if (!problem.isEmpty()) {
            return report(Verdict.WRONG, false, List.of(problem), List.of());
        }
        if (analytic.length > LIMIT) {
            lookInDirections(tolerance);
        }
        List<Coordinate> coordinates = new ArrayList<>();
        slopes.forEach((index, slope) -> coordinates.add(judge(index, slope, tolerance)));
        Verdict verdict = worst(coordinates);
        if (twice != null && verdict.compareTo(Verdict.KINK) <= 0 && !isDoubled(twice, TWICE * largest)) {
            coordinates.replaceAll(c -> afterSecond(c, twice, TWICE * largest));
            verdict = Verdict.WRONG;
        }
        long kinks =
                coordinates.stream().filter(c -> c.verdict() == Verdict.KINK).count();
        boolean fewKinks = kinks <= kinkShare * coordinates.size() || (kinks == 1 && kinkShare > 0);
        boolean acceptable = verdict.compareTo(Verdict.KINK) <= 0 && fewKinks;
        List<String> causes = verdict == Verdict.WRONG ? Causes.of(evidence()) : List.of();
        return report(verdict, acceptable, causes, coordinates);
    }

    private static Verdict worst(List<Coordinate> coordinates) {
        return coordinates.stream()
                .map(Coordinate::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.CORRECT);
    }

    private TensorReport report(
            Verdict verdict, boolean acceptable, List<String> causes, List<Coordinate> coordinates) {
        return new TensorReport(variable.name(), variable.values().shape(), verdict, acceptable, causes, coordinates);
    }

    private Coordinate judge(int index, Slope slope, Tolerance tolerance) {
        return new Coordinate(
                index,
                Coordinate.position(index, variable.values().shape().toArray()),
                values[index],
                analytic[index],
                slope.value(),
                slope.uncertainty(),
                verdict(index, slope, tolerance));
    }

    private Verdict verdict(int index, Slope slope, Tolerance tolerance) {
        double a = analytic[index];
        double numeric = slope.value();
        if (!Double.isFinite(a) || Double.isNaN(numeric)) {
            return Verdict.UNSTABLE;
        }
        double allowed = tolerance.of(numeric, slope.rounding());
        if (Math.abs(a - numeric) <= allowed) {
            return Verdict.CORRECT;
        }
        Differences.Surroundings sides = differences.around(Line.along(values, index));
        double stated = tolerance.stated(numeric);
        boolean unsettled = slope.settling() > allowed || slope.rounding() > stated;
        if (unsettled && sides.isJump()) {
            return Verdict.JUMP;
        }
        if (sides.isKinked(stated) && sides.isBetween(a, stated)) {
            return Verdict.KINK;
        }
        return unsettled || differences.isStaircase() ? Verdict.NOISE : Verdict.WRONG;
    }

    private void lookInDirections(Tolerance tolerance) {
        int[] all = new int[analytic.length];
        Arrays.setAll(all, i -> i);
        halvings = HALVINGS;
        for (int i = 0; i < DIRECTIONS; i++) {
            bisect(Line.across(values, all, random), tolerance);
        }
    }

    /** Measures by itself each coordinate that seems to be to blame for a wrong slope along {@code line}. */
    private void bisect(Line line, Tolerance tolerance) {
        if (line.length() == 1) {
            measure(line.index(0));
            return;
        }
        Slope slope = differences.along(line);
        double allowed = tolerance.of(Evidence.largest(analytic), slope.rounding()) + slope.settling();
        if (Math.abs(line.slope(analytic) - slope.value()) <= allowed || halvings-- <= 0) {
            return;
        }
        int middle = line.length() / 2;
        bisect(line.part(0, middle), tolerance);
        bisect(line.part(middle, line.length()), tolerance);
    }

    private boolean isDoubled(double[] second, double allowed) {
        for (int i = 0; i < second.length; i++) {
            if (!(Math.abs(second[i] - 2 * analytic[i]) <= allowed)) {
                return false;
            }
        }
        return true;
    }

    /** The coordinate with what the second pullback added in place of what the first one did. */
    private Coordinate afterSecond(Coordinate c, double[] second, double allowed) {
        double added = second[c.index()] - analytic[c.index()];
        boolean right = Math.abs(added - analytic[c.index()]) <= allowed;
        return new Coordinate(
                c.index(),
                c.position(),
                c.value(),
                added,
                c.numeric(),
                c.uncertainty(),
                right ? c.verdict() : Verdict.WRONG);
    }

    private Evidence evidence() {
        int[] indices = slopes.keySet().stream().mapToInt(Integer::intValue).toArray();
        List<Slope> measured = List.copyOf(slopes.values());
        return new Evidence(
                variable.values().shape(),
                variable.isInput(),
                base.batch(),
                base.size(),
                analytic,
                twice,
                indices,
                Arrays.stream(indices).mapToDouble(i -> values[i]).toArray(),
                measured.stream().mapToDouble(Slope::value).toArray(),
                measured.stream().mapToDouble(Slope::firstRow).toArray(),
                measured.stream().mapToDouble(Slope::lastRow).toArray());
    }
}
