package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class StepContextTest {
    private static final Shape SHAPE = Shape.of(4, 3);

    @Test
    void scratchIsUsedAgainInTheNextStep() {
        StepContext step = StepContext.training(Kernels.reference(), 1);
        step.begin(1, 0);
        Tensor first = step.scratch(DataType.FLOAT32, SHAPE);
        assertNotSame(first, step.scratch(DataType.FLOAT32, SHAPE));
        float[] array = first.floats();
        step.begin(2, 0);
        assertSame(array, step.scratch(DataType.FLOAT32, Shape.of(2, 3)).floats(), "a short batch fits");
        step.begin(3, 0);
        Tensor wide = step.scratchWithLast(Tensor.zeros(DataType.FLOAT32, SHAPE), 5);
        assertEquals(Shape.of(4, 5), wide.shape());
        assertTrue(wide.floats().length >= 20, "slots grow");
    }

    @Test
    void scratchForABatchFollowsItsSize() {
        StepContext step = StepContext.training(Kernels.reference(), 1);
        Tensor four = step.scratchBatch(DataType.FLOAT32, Shape.of(5, 3), 4);
        assertEquals(Shape.of(4, 5, 3), four.shape());
        Shape shape = four.shape();
        step.begin(2, 0);
        assertSame(shape, step.scratchBatch(DataType.FLOAT32, Shape.of(5, 3), 4).shape(), "no new one for the same");
        step.begin(3, 0);
        assertEquals(
                Shape.of(2, 5, 3),
                step.scratchBatch(DataType.FLOAT32, Shape.of(5, 3), 2).shape());
        assertEquals(
                Shape.of(2), step.scratchBatch(DataType.FLOAT32, Shape.of(), 2).shape());
    }

    @Test
    void zerosAreZeroEachTime() {
        StepContext step = StepContext.training(Kernels.reference(), 1);
        step.scratch(DataType.FLOAT64, SHAPE).fill(7);
        step.begin(2, 0);
        assertEquals(0, step.zeros(DataType.FLOAT64, SHAPE).get(11));
    }

    @Test
    void checkingModeFindsStaleAndUnclearedScratch() {
        StepContext step = StepContext.checking(Kernels.reference(), true, 1);
        step.begin(1, 0);
        Tensor scratch = step.scratch(DataType.FLOAT64, SHAPE);
        assertTrue(Double.isNaN(scratch.get(0)));
        Tensor view = scratch.withShape(Shape.of(12));
        step.begin(2, 0);
        String expected = "a scratch tensor of an earlier step was used in step 2. What must outlive its step is copied"
                + " with copy().";
        assertEquals(
                expected,
                assertThrows(IllegalStateException.class, () -> scratch.get(0)).getMessage());
        assertEquals(
                expected,
                assertThrows(IllegalStateException.class, () -> view.get(0)).getMessage());
    }

    @Test
    void checkingModeKnowsItsThread() throws InterruptedException {
        StepContext step = StepContext.checking(Kernels.reference(), true, 1);
        AtomicReference<String> message = new AtomicReference<>("");
        Thread other = new Thread(
                () -> {
                    try {
                        step.scratch(DataType.FLOAT64, SHAPE);
                    } catch (IllegalStateException e) {
                        message.set(e.getMessage());
                    }
                },
                "other");
        other.start();
        other.join();
        assertTrue(message.get().endsWith("but other asked for it. Give each thread its own context."), message.get());
    }

    @Test
    void blendsWaitForCommitAndSpareFrozenStatistics() {
        Parameter mean = new Parameter("m", Role.STATISTIC, Tensor.of(Shape.of(1), 10.0));
        Parameter frozen =
                Initialization.of(DataType.FLOAT64, 1).frozen().constant("f", Role.STATISTIC, Shape.of(1), 10);
        StepContext step = StepContext.training(Kernels.reference(), 1);
        step.blend(mean, Tensor.of(Shape.of(1), 20.0), 0.1);
        step.blend(frozen, Tensor.of(Shape.of(1), 20.0), 0.1);
        assertEquals(10, mean.value().get(0));
        step.commit();
        step.commit();
        assertEquals(11, mean.value().get(0), 1e-12);
        assertEquals(10, frozen.value().get(0));
        step.blend(mean, Tensor.of(Shape.of(1), 20.0), 0.1);
        step.begin(2, 0);
        step.commit();
        assertEquals(11, mean.value().get(0), 1e-12, "a step that is not committed leaves no trace");
    }

    @Test
    void randomNumbersBelongToTheStep() {
        StepContext one = StepContext.training(Kernels.reference(), 5);
        StepContext two = StepContext.training(Kernels.reference(), 5);
        two.begin(1, 0);
        two.random().nextLong();
        one.begin(2, 1);
        two.begin(2, 1);
        assertEquals(one.random().nextLong(), two.random().nextLong());
    }

    @Test
    void randomNumbersDifferByStepMicroBatchAndSeed() {
        long[] seeds = {5, 5, 5, 6};
        int[] steps = {1, 2, 1, 1};
        int[] microBatches = {0, 0, 1, 0};
        long[] drawn = new long[4];
        for (int i = 0; i < 4; i++) {
            StepContext step = StepContext.training(Kernels.reference(), seeds[i]);
            step.begin(steps[i], microBatches[i]);
            drawn[i] = step.random().nextLong();
            for (int j = 0; j < i; j++) {
                assertNotEquals(drawn[j], drawn[i]);
            }
        }
    }

    @Test
    void knowsWhetherItTrains() {
        assertTrue(StepContext.training(Kernels.reference(), 1).training());
        assertFalse(StepContext.inference(Kernels.reference()).training());
        assertTrue(StepContext.checking(Kernels.reference(), true, 1).training());
        assertFalse(StepContext.checking(Kernels.reference(), false, 1).training());
    }

    @Test
    void checkingModePoisonsEveryTypeAndNeverZeros() {
        StepContext step = StepContext.checking(Kernels.reference(), true, 1);
        Tensor ids = step.scratch(DataType.INT32, SHAPE);
        Tensor like = step.scratchLike(Tensor.zeros(DataType.FLOAT32, SHAPE));
        Tensor wide = step.scratchWithLast(Tensor.zeros(DataType.FLOAT64, SHAPE), 5);
        Tensor zeros = step.zerosLike(wide);
        for (int i = 0; i < SHAPE.size(); i++) {
            assertEquals(Integer.MIN_VALUE, ids.get(i));
            assertTrue(Double.isNaN(like.get(i)) && Double.isNaN(wide.get(i)));
            assertEquals(0, zeros.get(i));
        }
        assertEquals(Shape.of(4, 5), zeros.shape());
    }

    @Test
    void blendsOfOneStatisticFollowEachOther() {
        Parameter mean = new Parameter("m", Role.STATISTIC, Tensor.of(Shape.of(1), 0.0));
        StepContext step = StepContext.training(Kernels.reference(), 1);
        step.blend(mean, Tensor.of(Shape.of(1), 8.0), 0.5);
        step.blend(mean, Tensor.of(Shape.of(1), 2.0), 0.5);
        step.commit();
        assertEquals(3, mean.value().get(0));
    }
}
