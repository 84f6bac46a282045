package dev.nnkit.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions of many threads on one model, and what predictions cost in memory. */
class PredictTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 12;
    /** One row, a few, exactly a part, more than a part, several parts and a rest. */
    private static final int[] BATCHES = {1, 3, 17, 256, 300, 700};

    private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** With statistics and biases that are not what they are in a new network. */
    private static Network network(String layers, int... example) {
        Network network = Network.build(Sequential.parse(layers), Shape.of(example), 1);
        RandomStream random = RandomStream.of(2, "parameters");
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().floats()[i] = 0.1f + 0.5f * Math.abs((float) random.nextGaussian());
            }
        }
        return network;
    }

    private static Tensor inputs(Network network, int batch) {
        Tensor inputs = Tensor.zeros(network.type(), network.inputShape().withBatch(batch));
        RandomStream random = RandomStream.of(batch, "inputs");
        for (int i = 0; i < inputs.size(); i++) {
            inputs.floats()[i] = (float) random.nextGaussian();
        }
        return inputs;
    }

    /** The threads begin together, each with another batch, and stay out of step. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(40) dropout(0.5) dense(7)                                       | 30",
                "dense(24) batchNorm dense(24) softmax dense(3)                        | 12",
                "conv2d(4, 3, padding=1) batchNorm maxPool2d(2) dropout(0.2) flatten dense(5) | 8 8 2",
                "lstm(12, allSteps=true) dropout(0.3) lstm(9) dense(4)                 | 6 5",
                "attention(8) residual(dense(8)) flatten dense(2)                      | 5 4"
            })
    void manyThreadsGiveTheAnswersOfOne(String layers, String example) throws Exception {
        Network network = network(
                layers,
                Arrays.stream(example.split(" ")).mapToInt(Integer::parseInt).toArray());
        List<Tensor> batches =
                Arrays.stream(BATCHES).mapToObj(batch -> inputs(network, batch)).toList();
        List<Tensor> expected = batches.stream()
                .map(batch -> new Predictor(network, KernelChoice.best(1)).predict(batch))
                .toList();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                // Half of them ask the network itself, the others keep a predictor whose kernels share two threads.
                Callable<UnaryOperator<Tensor>> asked = first % 2 == 0
                        ? () -> network::predict
                        : () -> new Predictor(network, KernelChoice.best(2))::predict;
                done.add(threads.submit(() -> {
                    UnaryOperator<Tensor> predict = asked.call();
                    start.await();
                    int wrong = 0;
                    for (int i = 0; i < ROUNDS; i++) {
                        int which = (first + i) % BATCHES.length;
                        wrong += predict.apply(batches.get(which)).sameBits(expected.get(which)) ? 0 : 1;
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> each : done) {
                assertEquals(0, each.get(), "answers that differ, of " + ROUNDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Bytes that this thread allocates in one call, the mean of many, when all is warm. */
    private static long bytesPerCall(UnaryOperator<Tensor> predict, Tensor rows, int calls) {
        answer(predict, rows, calls);
        long before = MEMORY.getCurrentThreadAllocatedBytes();
        answer(predict, rows, calls);
        return (MEMORY.getCurrentThreadAllocatedBytes() - before) / calls;
    }

    private static void answer(UnaryOperator<Tensor> predict, Tensor rows, int calls) {
        long answered = 0;
        for (int i = 0; i < calls; i++) {
            answered += predict.apply(rows).batch();
        }
        assertEquals((long) calls * rows.batch(), answered);
    }

    /** Measured: 1.1 KB for a row, of which the answer is 56 bytes; the memory of the layers is used again. */
    @Test
    void aPredictorAllocatesTheAnswerAndAFixedAmount() {
        Network network = network("dense(128) dense(10)", 784);
        for (int batch : new int[] {1, 256}) {
            Predictor predictor = new Predictor(network, KernelChoice.best(1));
            long perCall = bytesPerCall(predictor::predict, inputs(network, batch), 200);
            long answer = 4L * 10 * batch;
            assertTrue(perCall <= answer + 3000, () -> batch + " rows: " + perCall + " bytes a call");
        }
    }

    /** One row, and several parts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void intoATensorOfTheCallersComesTheSame(int batch) {
        Network network = network("dense(8) relu dense(3)", 5);
        Predictor predictor = new Predictor(network, KernelChoice.best(1));
        Tensor rows = inputs(network, batch);
        Tensor outputs = Tensor.zeros(network.type(), Shape.of(batch, 3));
        predictor.predict(rows, outputs);
        assertArrayEquals(predictor.predict(rows).floats(), outputs.floats());
    }

    @Test
    void aTensorOfAnotherShapeIsNamed() {
        Network network = network("dense(3)", 5);
        Predictor predictor = new Predictor(network, KernelChoice.best(1));
        Tensor outputs = Tensor.zeros(network.type(), Shape.of(4, 2));
        assertEquals(
                "predict: outputs must be FLOAT32 [4, 3] but is FLOAT32 [4, 2].",
                assertThrows(ShapeMismatchException.class, () -> predictor.predict(inputs(network, 4), outputs))
                        .getMessage());
    }

    /** Measured: 3.3 KB for a row. It makes a predictor each time, with memory for all layers. */
    @Test
    void aCallOfTheNetworkAllocatesAFixedAmount() {
        Network network = network("dense(128) dense(10)", 784);
        long perCall = bytesPerCall(network::predict, inputs(network, 1), 1000);
        assertTrue(perCall <= 8000, () -> perCall + " bytes a call");
    }

    /** Nothing of a call is kept, not 20 bytes, by the network, its kernels or a predictor. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dense(128) dense(10)",
                "reshape(28, 28, 1) conv2d(2, 5, stride=3) batchNorm flatten dense(10)",
                "reshape(28, 28) lstm(8) dense(10)"
            })
    void nothingStaysOfTenThousandCalls(String layers) {
        Network network = network(layers, 784);
        Kernels kernels = KernelChoice.best(1);
        Predictor predictor = new Predictor(network, kernels);
        Tensor row = inputs(network, 1);
        predictor.predict(row);
        network.predict(row);
        long before = retained();
        for (int i = 0; i < 10_000; i++) {
            predictor.predict(row);
            if (i % 10 == 0) {
                network.predict(row);
            }
        }
        long grown = retained() - before;
        assertTrue(grown < 200_000, () -> grown + " bytes more than before 10,000 calls");
    }

    /** Bytes that are still used when what can be collected has been; the least of some tries. */
    private static long retained() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
