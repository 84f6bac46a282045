package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.batchNorm;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.dropout;
import static dev.nnkit.core.layer.Layers.embedding;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.layer.Joins;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.gradcheck.junit.Cases;
import dev.nnkit.gradcheck.junit.JoinCases;
import dev.nnkit.gradcheck.junit.JoinContract;
import dev.nnkit.gradcheck.junit.KernelsContract;
import dev.nnkit.gradcheck.junit.LayerContract;
import dev.nnkit.gradcheck.junit.LossCases;
import dev.nnkit.gradcheck.junit.LossContract;
import dev.nnkit.gradcheck.junit.OptimizerContract;
import dev.nnkit.gradcheck.junit.ScheduleContract;
import dev.nnkit.gradcheck.junit.Traits;
import dev.nnkit.optimizer.Optimizers;
import dev.nnkit.optimizer.Schedules;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The contracts as docs/gradient-checks.md shows them, on layers, losses and so on that nnkit has. */
class ContractsTest {
    @Nested
    class SeveralTest extends LayerContract {
        @Override
        protected Cases cases() {
            return Cases.of(dense(4))
                    .on(Shape.of(3), Shape.of(5, 3))
                    .batches(1, 2, 9)
                    .and(Cases.of(dropout(0.3)).on(Shape.of(40)).with(Traits.STOCHASTIC, Traits.TRAINING_DIFFERS))
                    .and(Cases.of(batchNorm())
                            .on(Shape.of(4))
                            .batches(3)
                            .with(Traits.MIXES_EXAMPLES, Traits.TRAINING_DIFFERS))
                    .and(Cases.of(embedding(10, 4)).on(Shape.of(5)).maximumId(9))
                    .and(Cases.of(relu()).on(Shape.of(6)).with(Traits.KINKED));
        }

        @Override
        protected List<Kernels> kernels() {
            return List.of(ONE, THREE);
        }
    }

    private static final Kernels ONE = KernelChoice.named("scalar", 1);
    private static final Kernels THREE = KernelChoice.named("scalar", 3);

    @Nested
    class MaskedLstmTest extends JoinContract {
        @Override
        protected JoinCases cases() {
            return JoinCases.of(Joins.maskedLstm(2))
                    .on(Shape.of(4, 3), Shape.of())
                    .integers(1, 1, 4);
        }
    }

    @Nested
    class CrossEntropyTest extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(Losses.softmaxCrossEntropy())
                    .on(Shape.of(3), Target.of(Tensor.ofInts(Shape.of(4), 0, 2, 1, 1)));
        }
    }

    @Nested
    class AdamTest extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.adam(0.01);
        }
    }

    @Nested
    class CosineTest extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.cosine();
        }
    }

    /** Compiled only: nn-core runs it, and it takes a while. */
    abstract static class ScalarContract extends KernelsContract {
        @Override
        protected Kernels kernels(int threads) {
            return KernelChoice.named("scalar", threads);
        }
    }
}
