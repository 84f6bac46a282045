package dev.nnkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.gradcheck.junit.OptimizerContract;
import dev.nnkit.gradcheck.junit.ScheduleContract;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every optimizer and schedule of this module passes the contract that a user's must pass. */
class ContractsTest {
    @Test
    void noneIsLeftOut() {
        assertEquals(Registry.installed().names(Optimizer.class).size(), count(OptimizerContract.class));
        assertEquals(Registry.installed().names(Schedule.class).size(), count(ScheduleContract.class));
    }

    private static long count(Class<?> contract) {
        return Arrays.stream(ContractsTest.class.getDeclaredClasses())
                .filter(contract::isAssignableFrom)
                .count();
    }

    @Nested
    class SgdContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.sgd(0.05);
        }
    }

    @Nested
    class MomentumContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.momentum(0.05);
        }
    }

    @Nested
    class NesterovContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.nesterov(0.05);
        }
    }

    @Nested
    class RmsPropContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.rmsProp(0.01);
        }
    }

    @Nested
    class AdamContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.adam(0.05);
        }
    }

    @Nested
    class AdamWContract extends OptimizerContract {
        @Override
        protected Optimizer optimizer() {
            return Optimizers.adamW(0.05, 0.01);
        }
    }

    @Nested
    class ConstantContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.constant();
        }
    }

    @Nested
    class StepContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.step(2, 0.5);
        }
    }

    @Nested
    class ExponentialContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.exponential(0.9);
        }
    }

    @Nested
    class CosineContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.cosine();
        }
    }

    @Nested
    class WarmUpContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.warmUp(5, Schedules.cosine(0.1));
        }
    }

    @Nested
    class PlateauContract extends ScheduleContract {
        @Override
        protected Schedule schedule() {
            return Schedules.plateau(2, 0.5);
        }
    }
}
