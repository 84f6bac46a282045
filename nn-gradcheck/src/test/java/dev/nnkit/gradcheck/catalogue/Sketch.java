package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** A layer in two lambdas on plain arrays: what comes out, and the way back. */
final class Sketch implements Layer {
    /** The output for {@code x} with parameters {@code w}. */
    @FunctionalInterface
    interface Ahead {
        double[] of(double[] x, double[][] w);
    }

    /** The gradient by {@code x}; those by {@code w} are added to {@code dw}. */
    @FunctionalInterface
    interface Back {
        double[] of(double[] x, double[][] w, double[] dy, double[][] dw);
    }

    /** The gradient by {@code x} of a layer without parameters. */
    @FunctionalInterface
    interface PlainBack {
        double[] of(double[] x, double[] dy);
    }

    private final String name;
    private final boolean byRow;
    private final Ahead ahead;
    private final Back back;
    private final List<Parameter> parameters;

    private Sketch(String name, boolean byRow, Ahead ahead, Back back, Parameter... parameters) {
        this.name = name;
        this.byRow = byRow;
        this.ahead = ahead;
        this.back = back;
        this.parameters = List.of(parameters);
    }

    /** A layer that treats each example alone: the lambdas see one at a time. */
    static Sketch ofRows(String name, Ahead ahead, Back back, Parameter... parameters) {
        return new Sketch(name, true, ahead, back, parameters);
    }

    static Sketch ofRows(String name, UnaryOperator<double[]> ahead, PlainBack back) {
        return ofRows(name, (x, w) -> ahead.apply(x), (x, w, dy, dw) -> back.of(x, dy));
    }

    /** A layer that mixes examples: the lambdas see the whole batch, one example after the other. */
    static Sketch ofBatch(String name, Ahead ahead, Back back, Parameter... parameters) {
        return new Sketch(name, false, ahead, back, parameters);
    }

    static Sketch ofBatch(String name, UnaryOperator<double[]> ahead, PlainBack back) {
        return ofBatch(name, (x, w) -> ahead.apply(x), (x, w, dy, dw) -> back.of(x, dy));
    }

    /** The same with what comes back changed. */
    Sketch withBack(UnaryOperator<double[]> change) {
        Back changed = (x, w, dy, dw) -> change.apply(back.of(x, w, dy, dw));
        return new Sketch(name, byRow, ahead, changed, parameters.toArray(Parameter[]::new));
    }

    @Override
    public Shape outputShape(Shape example) {
        return example;
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public boolean mixesExamples() {
        return !byRow;
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        double[] x = values(input);
        double[][] w = parameters.stream().map(p -> p.value().doubles()).toArray(double[][]::new);
        int parts = byRow ? input.batch() : 1;
        double[] y = new double[0];
        for (int part = 0; part < parts; part++) {
            double[] row = ahead.of(part(x, part, parts), w);
            y = part == 0 ? new double[parts * row.length] : y;
            System.arraycopy(row, 0, y, part * row.length, row.length);
        }
        Tensor output = Tensor.of(Shape.of(input.batch(), y.length / input.batch()), y);
        return new Forward(output, (dy, into) -> {
            double[][] dw = parameters.stream().map(p -> into.sum(p).doubles()).toArray(double[][]::new);
            double[] dx = new double[x.length];
            for (int part = 0; part < parts; part++) {
                double[] row = back.of(part(x, part, parts), w, part(values(dy), part, parts), dw);
                System.arraycopy(row, 0, dx, part * row.length, row.length);
            }
            return Tensor.of(input.shape(), dx);
        });
    }

    private static double[] part(double[] values, int part, int parts) {
        int size = values.length / parts;
        return Arrays.copyOfRange(values, part * size, (part + 1) * size);
    }

    private static double[] values(Tensor tensor) {
        double[] values = new double[tensor.size()];
        Arrays.setAll(values, tensor::get);
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
