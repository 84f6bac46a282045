package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * One operation of {@link Kernels} at one size.
 *
 * @param shapes of its operands; the last is written to
 * @param terms how many products each element of the output sums
 */
record KernelOperation(String name, List<Shape> shapes, int terms, Body body) {
    interface Body {
        void run(Kernels kernels, List<Tensor> operands, Write write);
    }

    /** All operations whose awkward axis has this length. */
    static List<KernelOperation> at(int size) {
        List<KernelOperation> all = new ArrayList<>();
        all.addAll(products(size, 5, 4));
        all.addAll(products(3, size, 5));
        all.addAll(products(4, 3, size));
        all.addAll(elementwise(Shape.of(3, size)));
        all.addAll(elementwise(Shape.of(size, 2, 3)));
        return all;
    }

    /** Products of [m, k] and [k, n] in their three forms: plain, with a time axis, and one for each example. */
    static List<KernelOperation> products(int m, int k, int n) {
        List<KernelOperation> all = new ArrayList<>();
        for (String form : List.of("plain", "time", "each")) {
            boolean plain = form.equals("plain");
            boolean each = form.equals("each");
            Shape mk = plain ? Shape.of(m, k) : Shape.of(2, m, k);
            Shape mn = plain ? Shape.of(m, n) : Shape.of(2, m, n);
            Shape kn = each ? Shape.of(2, k, n) : Shape.of(k, n);
            Shape nk = each ? Shape.of(2, n, k) : Shape.of(n, k);
            String sizes = " " + form + " m=" + m + " k=" + k + " n=" + n;
            all.add(new KernelOperation(
                    "multiply" + sizes,
                    List.of(mk, kn, mn),
                    k,
                    (kernels, t, write) -> kernels.multiply(t.get(0), t.get(1), t.get(2), write)));
            all.add(new KernelOperation(
                    "multiplyTransposedB" + sizes,
                    List.of(mk, nk, mn),
                    k,
                    (kernels, t, write) -> kernels.multiplyTransposedB(t.get(0), t.get(1), t.get(2), write)));
            all.add(new KernelOperation(
                    "multiplyTransposedA" + sizes,
                    List.of(mk, mn, kn),
                    2 * m,
                    (kernels, t, write) -> kernels.multiplyTransposedA(t.get(0), t.get(1), t.get(2), write)));
        }
        return all;
    }

    static List<KernelOperation> elementwise(Shape shape) {
        Shape row = Shape.of(shape.last());
        return List.of(
                new KernelOperation(
                        "addRow " + shape,
                        List.of(row, shape),
                        2,
                        (kernels, t, write) -> kernels.addRow(t.get(0), t.get(1))),
                new KernelOperation(
                        "sumRows " + shape,
                        List.of(shape, row),
                        shape.size() / Math.max(1, shape.last()),
                        (kernels, t, write) -> kernels.sumRows(t.get(0), t.get(1), write)),
                new KernelOperation(
                        "addScaled " + shape,
                        List.of(shape, shape),
                        2,
                        (kernels, t, write) -> kernels.addScaled(0.3f, t.get(0), t.get(1))),
                new KernelOperation(
                        "add " + shape,
                        List.of(shape, shape, shape),
                        2,
                        (kernels, t, write) -> kernels.add(t.get(0), t.get(1), t.get(2))),
                new KernelOperation(
                        "add in place " + shape,
                        List.of(shape, shape),
                        2,
                        (kernels, t, write) -> kernels.add(t.get(0), t.get(1), t.get(1))),
                new KernelOperation(
                        "multiplyElements " + shape,
                        List.of(shape, shape, shape),
                        1,
                        (kernels, t, write) -> kernels.multiplyElements(t.get(0), t.get(1), t.get(2))),
                new KernelOperation(
                        "multiplyElements in place " + shape,
                        List.of(shape, shape),
                        1,
                        (kernels, t, write) -> kernels.multiplyElements(t.get(1), t.get(0), t.get(1))),
                new KernelOperation(
                        "scale " + shape, List.of(shape), 1, (kernels, t, write) -> kernels.scale(0.3f, t.get(0))),
                new KernelOperation(
                        "sumOfSquares " + shape,
                        List.of(shape, Shape.of(1)),
                        shape.size(),
                        (kernels, t, write) -> t.get(1).set(0, kernels.sumOfSquares(t.get(0)))));
    }

    List<Tensor> operands(DataType type) {
        RandomStream random = RandomStream.of(1, "kernels contract");
        List<Tensor> operands = new ArrayList<>();
        for (Shape shape : shapes) {
            Tensor tensor = Tensor.zeros(type, shape);
            for (int i = 0; i < tensor.size(); i++) {
                tensor.set(i, (float) random.nextGaussian());
            }
            operands.add(tensor);
        }
        return operands;
    }

    /** The output on copies of {@code operands}. */
    Tensor run(Kernels kernels, List<Tensor> operands, Write write) {
        List<Tensor> copies = new ArrayList<>();
        operands.forEach(operand -> copies.add(operand.copy()));
        body.run(kernels, copies, write);
        return copies.get(copies.size() - 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
