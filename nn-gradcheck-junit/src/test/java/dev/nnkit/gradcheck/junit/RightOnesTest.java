package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;

/** Each contract over a right implementation, as a user writes it. */
class RightOnesTest {
    @Nested
    class BentTest extends ActivationContract {
        @Override
        protected Activation activation() {
            return new Words.Bent(0.25);
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return x -> 0.625 + 0.375 * Math.signum(x);
        }

        @Override
        protected Registry registry() {
            return Words.REGISTRY;
        }
    }

    @Nested
    class SquaredTest extends LossContract {
        @Override
        protected LossCases cases() {
            return LossCases.of(new Words.Squared())
                    .on(Shape.of(2), Words.target(1, 2, 3, 4, 5, 6), Words.weighted(Words.target(1, -2, 3, 4), 0.5, 2));
        }

        @Override
        protected Registry registry() {
            return Words.REGISTRY;
        }
    }

    @Nested
    class HeavyTest extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return new Words.Heavy(0.05);
        }

        @Override
        protected Registry registry() {
            return Words.REGISTRY;
        }

        @Override
        protected List<Kernels> kernels() {
            return List.of(Kernels.reference(), Kernels.reference());
        }
    }

    @Nested
    class HalvingTest extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return new Words.Halving(20);
        }

        @Override
        protected Registry registry() {
            return Words.REGISTRY;
        }
    }

    @Nested
    class MaskedTest extends JoinContract {
        @Override
        protected JoinCases cases() {
            return JoinCases.of(new Words.Masked())
                    .on(Shape.of(4), Shape.of())
                    .on(Shape.of(1), Shape.of())
                    .integers(1, 1, 4)
                    .batches(1, 3);
        }

        @Override
        protected Registry registry() {
            return Words.REGISTRY;
        }
    }
}
