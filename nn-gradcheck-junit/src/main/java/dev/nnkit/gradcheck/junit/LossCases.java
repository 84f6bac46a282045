package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Loss;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a {@link LossContract} is run on: a loss, the shape of one prediction, targets.
 *
 * <pre>{@code
 * LossCases.of(softmaxCrossEntropy()).on(Shape.of(3), Target.of(Tensor.ofInts(Shape.of(4), 0, 2, 1, 1)))
 * }</pre>
 *
 * <p>Default: predictions in [-3, 3], no traits. What is set after {@link #and} concerns the cases before it only.
 * Immutable.
 */
public final class LossCases {
    /** One loss with one target. */
    record LossCase(Loss loss, Shape prediction, Target target, double from, double to, Set<Traits> traits) {
        @Override
        public String toString() {
            return loss + " on " + prediction + ", target "
                    + target.values().type() + " " + target.values().shape()
                    + (target.exampleWeights() == null ? "" : ", weighted");
        }
    }

    private record Example(Shape prediction, Target target) {}

    private final Loss loss;
    private final List<Example> examples;
    private final double from;
    private final double to;
    private final Set<Traits> traits;
    private final List<LossCase> more;

    private LossCases(
            Loss loss, List<Example> examples, double from, double to, Set<Traits> traits, List<LossCase> more) {
        this.loss = loss;
        this.examples = examples;
        this.from = from;
        this.to = to;
        this.traits = traits;
        this.more = more;
    }

    /** Begins with a loss; say next what it is {@link #on}. */
    public static LossCases of(Loss loss) {
        return new LossCases(loss, List.of(), -3, 3, EnumSet.noneOf(Traits.class), List.of());
    }

    /**
     * Adds cases: predictions of this shape, for one example, against each of the targets.
     *
     * @param targets whole batches, of two examples or more, FLOAT64 or INT32
     */
    public LossCases on(Shape prediction, Target... targets) {
        List<Example> all = new ArrayList<>(examples);
        for (Target target : targets) {
            all.add(new Example(prediction, target));
        }
        return new LossCases(loss, all, from, to, traits, more);
    }

    /** Where the elements of predictions lie; default [-3, 3]. */
    public LossCases range(double lowest, double highest) {
        return new LossCases(loss, examples, lowest, highest, traits, more);
    }

    /** Declares what the loss does otherwise than most: KINKED or SWALLOWS_NAN. */
    public LossCases with(Traits... declared) {
        return new LossCases(loss, examples, from, to, Checks.union(traits, declared), more);
    }

    /** These cases and those. */
    public LossCases and(LossCases others) {
        List<LossCase> all =
                Stream.concat(more.stream(), others.list().stream()).toList();
        return new LossCases(loss, examples, from, to, traits, all);
    }

    List<LossCase> list() {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    loss + ": the contract needs targets: LossCases.of(loss).on(Shape.of(3), Target.of(values)).");
        }
        List<LossCase> result = new ArrayList<>();
        for (Example example : examples) {
            result.add(new LossCase(loss, example.prediction, example.target, from, to, traits));
        }
        result.addAll(more);
        return result;
    }
}
