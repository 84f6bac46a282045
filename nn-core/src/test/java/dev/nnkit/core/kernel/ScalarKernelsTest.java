package dev.nnkit.core.kernel;

import static dev.nnkit.core.kernel.KernelsChecks.awkward;
import static dev.nnkit.core.kernel.KernelsChecks.fractions;
import static dev.nnkit.core.kernel.KernelsChecks.integers;
import static dev.nnkit.core.kernel.KernelsChecks.sameBits;
import static dev.nnkit.core.kernel.KernelsChecks.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.core.kernel.KernelsChecks.Form;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScalarKernelsTest {
    private static final Kernels ONE = new ScalarKernels(1);
    private static final Kernels TWO = new ScalarKernels(2);
    private static final Kernels THREE = new ScalarKernels(3);
    private static final DataType[] TYPES = {DataType.FLOAT32, DataType.FLOAT64};
    private static final int LARGEST_PRODUCT = 150_000;

    record Sizes(int m, int k, int n) {}

    /** Sizes around the widths of vectors and tiles; the largest is given up where the product would take long. */
    @Provide
    Arbitrary<Sizes> sizes() {
        Arbitrary<Integer> size =
                Arbitraries.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 95, 97, 127, 129, 300, 513, 1000);
        return Combinators.combine(size, size, size).as((m, k, n) -> {
            int mm = m;
            int kk = k;
            int nn = n;
            while ((long) mm * kk * nn > LARGEST_PRODUCT) {
                if (mm >= kk && mm >= nn) {
                    mm = (mm + 2) / 3;
                } else if (kk >= nn) {
                    kk = (kk + 2) / 3;
                } else {
                    nn = (nn + 2) / 3;
                }
            }
            return new Sizes(mm, kk, nn);
        });
    }

    @Provide
    Arbitrary<DataType> types() {
        return Arbitraries.of(TYPES);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void productsAreExact(
            @ForAll("sizes") Sizes s,
            @ForAll Form form,
            @ForAll("types") DataType type,
            @ForAll Write write,
            @ForAll long seed) {
        KernelsChecks.product(ONE, form, type, form.shapes(0, s.m, s.k, s.n), write, integers(seed));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void productsOfExamplesAreExact(
            @ForAll("sizes") Sizes s,
            @ForAll Form form,
            @ForAll("types") DataType type,
            @ForAll Write write,
            @ForAll long seed) {
        KernelsChecks.product(ONE, form, type, form.shapes(3, s.m / 2, s.k / 2, s.n / 2), write, integers(seed));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void productsPassOnWhatIsNotANumber(
            @ForAll("sizes") Sizes s,
            @ForAll Form form,
            @ForAll("types") DataType type,
            @ForAll Write write,
            @ForAll long seed) {
        KernelsChecks.product(ONE, form, type, form.shapes(0, s.m, s.k, s.n), write, awkward(seed));
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void productsRoundAsTheirTypeDoes(
            @ForAll("sizes") Sizes s, @ForAll Form form, @ForAll("types") DataType type, @ForAll long seed) {
        double tolerance = type == DataType.FLOAT32 ? 2e-6 : 4e-15;
        KernelsChecks.productRounds(ONE, form, type, form.shapes(0, s.m, s.k, s.n), seed, tolerance);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void elementwiseOperationsAreExact(@ForAll("sizes") Sizes s, @ForAll("types") DataType type, @ForAll long seed) {
        KernelsChecks.elementwise(ONE, type, s.m, Math.max(1, s.n), seed);
    }

    @Test
    void allAxesButTheLastAreRows() {
        Shape[] shapes = {Shape.of(2, 5, 3, 7), Shape.of(7, 20), Shape.of(2, 5, 3, 20)};
        KernelsChecks.product(ONE, Form.PLAIN, DataType.FLOAT32, shapes, Write.SET, integers(1));
        Shape[] back = {Shape.of(2, 5, 3, 20), Shape.of(7, 20), Shape.of(2, 5, 3, 7)};
        KernelsChecks.product(ONE, Form.TRANSPOSED_B, DataType.FLOAT32, back, Write.SET, integers(2));
        Shape[] weight = {Shape.of(2, 15, 7), Shape.of(2, 15, 20), Shape.of(7, 20)};
        KernelsChecks.product(ONE, Form.TRANSPOSED_A, DataType.FLOAT32, weight, Write.ADD, integers(3));
    }

    @Test
    void zeroTimesNanIsNan() {
        Tensor a = Tensor.of(Shape.of(1, 2), 0f, 1f);
        Tensor b = Tensor.of(Shape.of(2, 1), Float.NaN, 1f);
        Tensor c = Tensor.zeros(DataType.FLOAT32, Shape.of(1, 1));
        ONE.multiply(a, b, c, Write.SET);
        assertTrue(Float.isNaN(c.floats()[0]));
    }

    /** A scratch tensor keeps its longer array when it is used for less. */
    @Test
    void whatLiesBehindTheEndOfAScratchTensorIsLeftAlone() {
        StepContext step = StepContext.training(ONE, 1);
        step.begin(1, 0);
        step.scratch(DataType.FLOAT32, Shape.of(3, 40)).fill(7);
        step.begin(2, 0);
        Tensor y = step.scratch(DataType.FLOAT32, Shape.of(2, 40));
        assertEquals(120, y.floats().length);
        Tensor x = tensor(DataType.FLOAT32, Shape.of(2, 50), fractions(1));
        Tensor w = tensor(DataType.FLOAT32, Shape.of(50, 40), fractions(2));
        ONE.multiply(x, w, y, Write.SET);
        ONE.addRow(Tensor.zeros(DataType.FLOAT32, Shape.of(40)), y);
        ONE.scale(0, y);
        assertEquals(0, ONE.sumOfSquares(y));
        for (int i = y.size(); i < 120; i++) {
            assertEquals(7, y.floats()[i]);
        }
    }

    @Test
    void noRowsSumToZero() {
        Tensor row = Tensor.of(Shape.of(3), 1f, 2f, 3f);
        ONE.sumRows(Tensor.zeros(DataType.FLOAT32, Shape.of(0, 3)), row, Write.SET);
        assertEquals("FLOAT32 [3] {0.0, 0.0, 0.0}", row.toString());
    }

    /** Large enough to be split. Columns, rows and products are each cut in one of them. */
    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        int[][] sizes = {{0, 129, 127, 300}, {0, 300, 1000, 10}, {0, 2000, 300, 3}, {0, 1, 1500, 1000}, {7, 65, 33, 129}
        };
        for (DataType type : TYPES) {
            for (Form form : Form.values()) {
                for (int[] s : sizes) {
                    Shape[] shapes = form.shapes(s[0], s[1], s[2], s[3]);
                    Tensor a = tensor(type, shapes[0], fractions(1));
                    Tensor b = tensor(type, shapes[1], fractions(2));
                    Tensor c = tensor(type, shapes[2], fractions(3));
                    sameForAllThreads(
                            c, (kernels, out) -> form.run(kernels, a, b, out, Write.ADD), form + " of " + type);
                }
            }
        }
    }

    @Test
    void theBitsOfElementwiseOperationsDoNotDependOnTheNumberOfThreads() {
        for (DataType type : TYPES) {
            Tensor x = tensor(type, Shape.of(301, 1003), fractions(1));
            Tensor y = tensor(type, Shape.of(301, 1003), fractions(2));
            Tensor row = tensor(type, Shape.of(1003), fractions(3));
            sameForAllThreads(y, (kernels, out) -> kernels.addRow(row, out), "addRow");
            sameForAllThreads(row, (kernels, out) -> kernels.sumRows(x, out, Write.ADD), "sumRows");
            sameForAllThreads(y, (kernels, out) -> kernels.addScaled(0.3, x, out), "addScaled");
            sameForAllThreads(y, (kernels, out) -> kernels.add(x, out, out), "add");
            sameForAllThreads(y, (kernels, out) -> kernels.multiplyElements(x, out, out), "multiplyElements");
            sameForAllThreads(y, (kernels, out) -> kernels.scale(0.3, out), "scale");
            assertEquals(ONE.sumOfSquares(x), THREE.sumOfSquares(x));
        }
    }

    private interface Operation {
        void run(Kernels kernels, Tensor out);
    }

    private static void sameForAllThreads(Tensor start, Operation operation, String what) {
        Tensor expected = start.copy();
        operation.run(ONE, expected);
        for (Kernels kernels : List.of(TWO, THREE)) {
            Tensor actual = start.copy();
            operation.run(kernels, actual);
            sameBits(expected, actual, what + " with " + kernels.threads() + " threads");
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void aRowHasTheBitsThatItHasAlone(
            @ForAll("sizes") Sizes s, @ForAll("types") DataType type, @ForAll boolean transposed, @ForAll long seed) {
        Form form = transposed ? Form.TRANSPOSED_B : Form.PLAIN;
        Shape[] shapes = form.shapes(0, 600, 1 + s.k % 130, 1 + s.n % 130);
        Tensor a = tensor(type, shapes[0], fractions(seed));
        Tensor b = tensor(type, shapes[1], fractions(seed + 1));
        Tensor all = Tensor.zeros(type, shapes[2]);
        form.run(TWO, a, b, all, Write.SET);
        int start = 0;
        for (int rows : new int[] {1, 2, 3, 5, 8, 100, 1, 480}) {
            Tensor part = Tensor.zeros(type, Shape.of(rows, shapes[0].last()));
            Tensor alone = Tensor.zeros(type, Shape.of(rows, shapes[2].last()));
            form.run(ONE, part.setRows(0, a, start, rows), b, alone, Write.SET);
            Tensor inBatch = Tensor.zeros(type, alone.shape()).setRows(0, all, start, rows);
            sameBits(alone, inBatch, rows + " rows from row " + start);
            start += rows;
        }
    }

    @Test
    void severalCallersShareOneInstance() throws Exception {
        Tensor a = tensor(DataType.FLOAT32, Shape.of(64, 100), fractions(1));
        Tensor b = tensor(DataType.FLOAT32, Shape.of(100, 130), fractions(2));
        Tensor expected = Tensor.zeros(DataType.FLOAT32, Shape.of(64, 130));
        ONE.multiply(a, b, expected, Write.SET);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(callers.submit(() -> {
                    Tensor c = Tensor.zeros(DataType.FLOAT32, Shape.of(64, 130));
                    TWO.multiply(a, b, c, Write.SET);
                    sameBits(expected, c, "beside other callers");
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    /** What a call allocates is small and does not depend on the size of the batch. */
    @Test
    void callsLeaveLittleGarbage() {
        for (int batch : new int[] {1, 8, 200}) {
            Tensor x = tensor(DataType.FLOAT32, Shape.of(batch, 40), fractions(1));
            Tensor w = tensor(DataType.FLOAT32, Shape.of(40, 60), fractions(2));
            Tensor y = Tensor.zeros(DataType.FLOAT32, Shape.of(batch, 60));
            Tensor dw = Tensor.zeros(DataType.FLOAT32, Shape.of(40, 60));
            Tensor dx = Tensor.zeros(DataType.FLOAT32, Shape.of(batch, 40));
            Tensor row = Tensor.zeros(DataType.FLOAT32, Shape.of(60));
            Runnable step = () -> {
                ONE.multiply(x, w, y, Write.SET);
                ONE.multiplyTransposedB(y, w, dx, Write.SET);
                ONE.multiplyTransposedA(x, y, dw, Write.SET);
                ONE.addRow(row, y);
                ONE.sumRows(y, row, Write.SET);
                ONE.addScaled(1e-3, x, x);
            };
            assertTrue(allocatedBy(step) < 1000, () -> "batch " + batch + ": " + allocatedBy(step) + " bytes a step");
        }
    }

    private static long allocatedBy(Runnable step) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < 20; i++) {
            step.run();
        }
        int calls = 200;
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < calls; i++) {
            step.run();
        }
        return (threads.getThreadAllocatedBytes(id) - before) / calls;
    }
}
