package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.cause.Causes;
import dev.nnkit.gradcheck.cause.Evidence;
import dev.nnkit.gradcheck.cause.Part;
import dev.nnkit.gradcheck.cause.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of one variable against differences: of every coordinate up to {@link #LIMIT} of them; of a larger tensor
 * some {@link #SAMPLE} coordinates, in every row and column, and {@link #DIRECTIONS} random directions through all,
 * which are halved down to the coordinate where they do not agree.
 */
final class TensorExamination {
    static final int LIMIT = 2000;
    private static final int SAMPLE = 500;
    private static final int DIRECTIONS = 8;
    private static final int HALVINGS = 200;
    private static final int OPINIONS = 3;
    private static final double SURE = 10;
    /** How exactly two pullbacks must give twice the sum of one, in measure of the largest gradient of all tensors. */
    private static final double TWICE = 1e-10;

    private static final String NO_SECOND_OPINION = "the differences agree with the gradient, but the Taylor remainder"
            + " does not fall with h^2: the function may jump or have a kink close by.";

    private final Variable variable;
    private final double[] values;
    private final int batch;
    private final int terms;
    private final String problem;
    private final double[] analytic;
    private final double @Nullable [] twice;
    private final Differences differences;
    private final Judge judge;
    private final RandomStream random;
    private final int[] order;
    private final boolean isQuick;
    private final Map<Integer, Slope> slopes = new TreeMap<>();
    private final Set<Integer> kinks = new HashSet<>();
    private int halvings;

    TensorExamination(
            Variable variable,
            int batch,
            int terms,
            @Nullable Tensor once,
            @Nullable Tensor twice,
            Differences differences,
            Settings settings,
            RandomStream random) {
        this.variable = variable;
        this.values = variable.values().doubles();
        this.batch = batch;
        this.terms = terms;
        this.problem = problem(variable, once);
        this.analytic = once == null || !problem.isEmpty()
                ? new double[variable.values().size()]
                : once.doubles();
        this.twice = twice == null || !problem.isEmpty() ? null : twice.doubles();
        this.differences = differences;
        this.judge = new Judge(variable, differences);
        this.random = random;
        this.isQuick = settings.sample < SAMPLE;
        this.order = order(settings);
    }

    private int[] order(Settings settings) {
        int size = analytic.length;
        if (size > Math.min(LIMIT, settings.sample)) {
            return Sample.of(
                    variable.values().shape(),
                    Math.min(SAMPLE, settings.sample),
                    Math.min(LIMIT, settings.sample),
                    random);
        }
        int[] all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private static String problem(Variable variable, @Nullable Tensor gradient) {
        if (gradient == null || gradient.shape().equals(variable.values().shape())) {
            return "";
        }
        return "the gradient has shape " + gradient.shape() + " where the tensor itself has "
                + variable.values().shape() + ".";
    }

    String name() {
        return variable.name();
    }

    /** How many elements {@link #measure} will measure. */
    int planned() {
        return order.length;
    }

    void measure(Runnable afterEach) {
        for (int index : order) {
            measure(index);
            afterEach.run();
        }
    }

    private Slope measure(int index) {
        return slopes.computeIfAbsent(index, i -> differences.along(Line.along(variable, i)));
    }

    /** The largest of the slopes measured, as far as they stand out from what they may be off. */
    double largestSlope() {
        return slopes.values().stream()
                .filter(s -> Math.abs(s.value()) > SURE * s.uncertainty())
                .mapToDouble(s -> Math.abs(s.value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    /** The verdict on one element, by its slope alone. */
    Verdict verdict(int index, Tolerance tolerance) {
        return judge(index, measure(index), tolerance).verdict();
    }

    /**
     * Judges what {@link #measure} found; the causes of what is wrong are told where there is a {@code trial}.
     *
     * @param neighbourhood to look at kinks more closely; null where that is being done already
     */
    TensorReport judge(
            Tolerance tolerance,
            double largest,
            Settings settings,
            double @Nullable [] before,
            @Nullable Trial trial,
            @Nullable KinkTrial neighbourhood) {
        if (!problem.isEmpty()) {
            return report(Verdict.WRONG, false, List.of(problem), List.of(), List.of());
        }
        boolean isSampled = analytic.length > order.length;
        if (isSampled) {
            lookInDirections(tolerance);
        }
        List<Coordinate> coordinates = new ArrayList<>();
        slopes.forEach((index, slope) -> coordinates.add(judge(index, slope, tolerance)));
        if (neighbourhood != null) {
            kinks.addAll(neighbourhood.judge(coordinates, variable, tolerance));
        }
        if (Verdict.worst(coordinates).isHarmless()) {
            takeSecond(coordinates, tolerance, TWICE * largest);
        }
        List<Taylor> opinions = isQuick ? List.of() : secondOpinions();
        List<String> causes = new ArrayList<>();
        if (Verdict.worst(coordinates) == Verdict.CORRECT && disagree(opinions, tolerance)) {
            coordinates.replaceAll(
                    c -> judge.isKink(c.index(), measure(c.index()), tolerance) ? c.as(Verdict.KINK) : c);
            if (Verdict.worst(coordinates) == Verdict.CORRECT) {
                return report(Verdict.NOISE, false, List.of(NO_SECOND_OPINION), coordinates, opinions);
            }
        }
        if (neighbourhood != null && Verdict.worst(coordinates) != Verdict.CORRECT) {
            TensorReport here = report(Verdict.WRONG, false, List.of(), coordinates, opinions);
            TensorReport wrong = neighbourhood.mistakeThatKinksHide(here, kinks, variable, analytic);
            if (wrong != null) {
                return wrong;
            }
        }
        Verdict verdict = Verdict.worst(coordinates);
        if (verdict == Verdict.WRONG && trial != null) {
            causes.addAll(Causes.of(evidence(coordinates, before, trial)));
        }
        boolean isAcceptable = verdict.isHarmless() && fewKinks(coordinates, settings.kinkShare);
        return report(verdict, isAcceptable, causes, coordinates, opinions);
    }

    /** Kinks that were declared do not count. */
    private boolean fewKinks(List<Coordinate> coordinates, double share) {
        long kinked = coordinates.stream()
                .filter(c -> c.verdict() == Verdict.KINK && !variable.domain().isKink(c.value()))
                .count();
        return kinked <= share * coordinates.size() || (kinked == 1 && share > 0);
    }

    private TensorReport report(
            Verdict verdict,
            boolean acceptable,
            List<String> causes,
            List<Coordinate> coordinates,
            List<Taylor> opinions) {
        return new TensorReport(
                variable.name(), variable.values().shape(), verdict, acceptable, causes, coordinates, opinions);
    }

    private Coordinate judge(int index, Slope slope, Tolerance tolerance) {
        Judge.Judgement judgement = judge.judge(index, analytic[index], slope, tolerance);
        if (judgement.isKink()) {
            kinks.add(index);
        }
        return new Coordinate(
                index,
                Coordinate.position(index, variable.values().shape().toArray()),
                values[index],
                analytic[index],
                slope.value(),
                slope.uncertainty(),
                judgement.verdict());
    }

    private void lookInDirections(Tolerance tolerance) {
        int[] all = new int[analytic.length];
        Arrays.setAll(all, i -> i);
        halvings = HALVINGS;
        for (int i = 0; i < (isQuick ? 1 : DIRECTIONS); i++) {
            bisect(Line.across(variable, all, random), tolerance);
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

    /** Taylor sequences along random directions through all that is not on a kink. */
    private List<Taylor> secondOpinions() {
        int[] smooth = new int[analytic.length];
        Arrays.setAll(smooth, i -> i);
        smooth = Arrays.stream(smooth).filter(i -> !kinks.contains(i)).toArray();
        List<Taylor> opinions = new ArrayList<>();
        for (int i = 0; i < OPINIONS && smooth.length > 0; i++) {
            opinions.add(Taylor.along(Line.across(variable, smooth, random), differences, analytic));
        }
        return opinions;
    }

    private boolean disagree(List<Taylor> opinions, Tolerance tolerance) {
        double squares = 0;
        for (double slope : analytic) {
            squares += tolerance.stated(slope) * tolerance.stated(slope);
        }
        double allowed = 10 * Math.sqrt(squares);
        return opinions.stream()
                        .filter(t -> !t.agrees() && t.missingSlope() > allowed)
                        .count()
                > OPINIONS / 2;
    }

    /** Where the second pullback added something else than the first one, that is what counts. */
    private void takeSecond(List<Coordinate> coordinates, Tolerance tolerance, double allowed) {
        if (twice == null) {
            return;
        }
        Repetition repetition = new Repetition(analytic, twice, allowed);
        int first = repetition.firstMistake();
        if (first >= 0) {
            if (!slopes.containsKey(first)) {
                coordinates.add(judge(first, measure(first), tolerance));
            }
            coordinates.replaceAll(repetition::judge);
        }
    }

    /** What was measured, for those that look at all tensors together. */
    Part part() {
        return new Part(
                variable.name(),
                variable.values().shape(),
                variable.isInput(),
                Arrays.copyOf(values, analytic.length),
                analytic,
                slopes.keySet().stream().mapToInt(Integer::intValue).toArray(),
                slopes.values().stream().mapToDouble(Slope::value).toArray());
    }

    private Evidence evidence(List<Coordinate> coordinates, double @Nullable [] before, Trial trial) {
        Part part = part();
        Map<Integer, Verdict> verdicts = new TreeMap<>();
        coordinates.forEach(c -> verdicts.put(c.index(), c.verdict()));
        boolean[] isWrong = new boolean[part.indices().length];
        boolean[] isKink = new boolean[isWrong.length];
        for (int i = 0; i < isWrong.length; i++) {
            isWrong[i] = verdicts.get(part.indices()[i]) == Verdict.WRONG;
            isKink[i] = kinks.contains(part.indices()[i]);
        }
        return new Evidence(
                part,
                batch,
                terms,
                twice,
                before,
                slopes.values().stream().mapToDouble(Slope::firstRow).toArray(),
                slopes.values().stream().mapToDouble(Slope::lastRow).toArray(),
                isWrong,
                isKink,
                trial);
    }
}
