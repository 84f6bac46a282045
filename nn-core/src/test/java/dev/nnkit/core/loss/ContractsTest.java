package dev.nnkit.core.loss;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.junit.LossCases;
import dev.nnkit.gradcheck.junit.LossContract;
import dev.nnkit.gradcheck.junit.Traits;
import org.junit.jupiter.api.Nested;

/** Every loss passes the contract that a user's must pass. */
class ContractsTest {
    private static final Target TARGET = Target.of(Tensor.of(Shape.of(3, 2), 0.3, -1.2, 2.1, 0.4, -0.7, 1.9));
    private static final Target LABELS = Target.of(Tensor.ofInts(Shape.of(3, 2), 0, 3, 1, 1, 2, 0));
    private static final Target DISTRIBUTIONS =
            Target.of(Tensor.of(Shape.of(3, 4), 0.1, 0.2, 0.3, 0.4, 0, 1, 0, 0, 0.5, 0.25, 0.25, 0));

    private static Target weighted(Target target) {
        return new Target(target.values(), Tensor.of(Shape.of(3), 0.5, 2.0, 3.0));
    }

    @Nested
    class MeanSquaredErrorContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.meanSquaredError()).on(Shape.of(2), TARGET, weighted(TARGET));
        }
    }

    @Nested
    class HalfSumOfSquaresContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.halfSumOfSquares()).on(Shape.of(2), TARGET, weighted(TARGET));
        }
    }

    @Nested
    class MeanAbsoluteErrorContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.meanAbsoluteError())
                    .on(Shape.of(2), TARGET, weighted(TARGET))
                    .with(Traits.KINKED);
        }
    }

    @Nested
    class HuberContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.huber(0.5)).on(Shape.of(2), TARGET, weighted(TARGET));
        }
    }

    @Nested
    class BinaryCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.binaryCrossEntropy())
                    .on(Shape.of(1), Target.of(Tensor.of(Shape.of(3, 1), 0.0, 1, 1)))
                    .and(LossCases.of(Losses.binaryCrossEntropy())
                            .on(Shape.of(2), weighted(Target.of(Tensor.of(Shape.of(3, 2), 0.2, 0.9, 0, 1, 1, 0.5)))));
        }
    }

    @Nested
    class SoftmaxCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.softmaxCrossEntropy())
                    .on(Shape.of(4), Target.of(Tensor.ofInts(Shape.of(3), 0, 3, 1)))
                    .on(Shape.of(2, 4), weighted(LABELS))
                    .on(Shape.of(4), DISTRIBUTIONS, weighted(DISTRIBUTIONS));
        }
    }

    @Nested
    class SmoothedCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(
                            Losses.softmaxCrossEntropy().withLabelSmoothing(0.1).ignoring(-1))
                    .on(Shape.of(4), Target.of(Tensor.ofInts(Shape.of(3), 0, 3, 1)));
        }
    }

    @Nested
    class WeightedCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(
                            Losses.softmaxCrossEntropy().withLabelSmoothing(0.2).withClassWeights(0.5, 2, 3, 0))
                    .on(Shape.of(2, 4), LABELS, weighted(LABELS))
                    .on(Shape.of(4), DISTRIBUTIONS, weighted(DISTRIBUTIONS));
        }
    }

    /** Rows that are not there: an ignored label, a distribution of zeros. */
    @Nested
    class AbsentRowsContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.softmaxCrossEntropy().ignoring(-1))
                    .on(Shape.of(2, 4), weighted(Target.of(Tensor.ofInts(Shape.of(3, 2), 0, -1, -1, -1, 2, 0))))
                    .on(
                            Shape.of(4),
                            Target.of(Tensor.of(Shape.of(3, 4), 0.1, 0.2, 0.3, 0.4, 0, 0, 0, 0, 0.5, 0.25, 0.25, 0)))
                    .with(Traits.SWALLOWS_NAN);
        }
    }
}
