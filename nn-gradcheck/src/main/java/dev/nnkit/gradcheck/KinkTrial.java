package dev.nnkit.gradcheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Judges the elements of one variable that sit where slopes jump, by the {@link Neighbourhood} of the point. */
record KinkTrial(Neighbourhood neighbourhood, int variable) {
    /** Of how many elements, those with the largest errors, the value at the point itself is asked for. */
    private static final int MOST = 100;
    /** Of how many that are wrong beside the point too it is asked whether a kink distorts what is seen at the point. */
    private static final int MOST_OF_WRONG = 3;
    /** Of one element, and of all together, which cross many more kinks. */
    private static final int PER_DOUBLING = 2;

    private static final int PER_DOUBLING_OF_ALL = 8;
    private static final int MOST_OF_ALL = 16;

    private static final String BESIDE =
            "these are the values a little to the side: at the point itself kinks hide what is wrong.";
    private static final String TOGETHER =
            "wrong at a kink only: each of these values may be a slope there, but not all of them together, since"
                    + " moving all elements at once changes the function by another amount. Of several equal values one"
                    + " gets the gradient, or they share it.";

    /**
     * Takes back WRONG where the code is right beside the point and its value at the point is a sum of the slopes of
     * kinks that meet there.
     *
     * @return the elements that sit on kinks
     */
    Set<Integer> judge(List<Coordinate> coordinates, Variable of, Tolerance tolerance) {
        List<Coordinate> doubtful = coordinates.stream()
                .filter(c -> c.verdict() == Verdict.WRONG)
                .sorted(Comparator.comparing(Coordinate::error).reversed())
                .toList();
        List<Coordinate> right = new ArrayList<>();
        Set<Integer> kinks = new HashSet<>();
        boolean isWrong = false;
        int asked = 0;
        for (Coordinate c : doubtful) {
            boolean isRight = neighbourhood.verdictBeside(variable, c.index()).isHarmless();
            if (!isRight && asked++ >= MOST_OF_WRONG) {
                continue;
            }
            int tries = isWrong || !isRight ? Neighbourhood.FEW_TRIES : Neighbourhood.TRIES;
            Neighbourhood.Answer answer = right.size() >= MOST
                    ? new Neighbourhood.Answer(true, true)
                    : neighbourhood.ask(
                            () -> Line.along(of, c.index()),
                            c.analytic(),
                            tolerance.stated(c.numeric()),
                            PER_DOUBLING,
                            tries);
            if (answer.isKinked()) {
                kinks.add(c.index());
            }
            if (isRight && answer.isKinked() && answer.isSum()) {
                right.add(c);
            } else if (isRight) {
                isWrong = true; // once is enough
            }
        }
        coordinates.replaceAll(c -> right.contains(c) ? c.as(Verdict.KINK) : c);
        return kinks;
    }

    /** What is wrong all the same where no element by itself is more than a kink; null if nothing is. */
    @Nullable
    TensorReport mistakeThatKinksHide(TensorReport here, Set<Integer> kinks, Variable of, double... analytic) {
        List<Coordinate> kinked = here.coordinates().stream()
                .filter(c -> c.verdict() == Verdict.KINK || kinks.contains(c.index()))
                .toList();
        if (kinked.stream().anyMatch(c -> neighbourhood.verdictBeside(variable, c.index()) == Verdict.WRONG)) {
            TensorReport beside = neighbourhood.reportBeside(variable);
            if (beside != null && beside.verdict() == Verdict.WRONG) {
                List<String> causes = new ArrayList<>(beside.causes());
                causes.add(BESIDE);
                return beside.withCauses(causes);
            }
        }
        double sum = DoubleStream.of(analytic).sum();
        double tolerance = DoubleStream.of(analytic).map(Math::abs).sum() * 1e-6 + 1e-8;
        boolean isTooMuch = here.count(Verdict.WRONG) == 0
                && kinked.size() > 1
                && !neighbourhood
                        .ask(() -> Line.together(of), sum, tolerance, PER_DOUBLING_OF_ALL, MOST_OF_ALL)
                        .isSum();
        return isTooMuch ? here.withCauses(List.of(TOGETHER)) : null;
    }
}
