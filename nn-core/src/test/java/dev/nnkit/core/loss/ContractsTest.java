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
    @Nested
    class MeanSquaredErrorContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.meanSquaredError())
                    .on(Shape.of(2), Target.of(Tensor.of(Shape.of(3, 2), 0.3, -1.2, 2.1, 0.4, -0.7, 1.9)));
        }
    }

    @Nested
    class HalfSumOfSquaresContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.halfSumOfSquares())
                    .on(Shape.of(2), Target.of(Tensor.of(Shape.of(3, 2), 0.3, -1.2, 2.1, 0.4, -0.7, 1.9)));
        }
    }

    @Nested
    class MeanAbsoluteErrorContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.meanAbsoluteError())
                    .on(Shape.of(2), Target.of(Tensor.of(Shape.of(3, 2), 0.3, -1.2, 2.1, 0.4, -0.7, 1.9)))
                    .with(Traits.KINKED);
        }
    }

    @Nested
    class HuberContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.huber(0.5))
                    .on(Shape.of(2), Target.of(Tensor.of(Shape.of(3, 2), 0.3, -1.2, 2.1, 0.4, -0.7, 1.9)));
        }
    }

    @Nested
    class BinaryCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.binaryCrossEntropy())
                    .on(Shape.of(1), Target.of(Tensor.of(Shape.of(3, 1), 0.0, 1, 1)));
        }
    }

    @Nested
    class SoftmaxCrossEntropyContract extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.softmaxCrossEntropy())
                    .on(Shape.of(4), Target.of(Tensor.ofInts(Shape.of(3), 0, 3, 1)));
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
}
