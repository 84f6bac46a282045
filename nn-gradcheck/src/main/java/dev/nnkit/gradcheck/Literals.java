package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values as Java source. */
final class Literals {
    /** Longer arrays would not be read by anybody. */
    private static final int MOST = 200;

    private Literals() {}

    static String of(double x) {
        if (Double.isNaN(x)) {
            return "Double.NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
        }
        return Double.toString(x);
    }

    static String of(double... values) {
        return Arrays.stream(values).mapToObj(Literals::of).collect(Collectors.joining(", "));
    }

    static String of(Shape shape) {
        return Arrays.stream(shape.toArray())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "Shape.of(", ")"));
    }

    /** {@code Tensor.of(Shape.of(1, 2), 0.5, 1.0)}. */
    static String of(Tensor tensor) {
        boolean ints = tensor.type() == DataType.INT32;
        String values = tensor.size() > MOST
                ? "/* the " + tensor.size() + " values */"
                : IntStream.range(0, tensor.size())
                        .mapToObj(i -> ints ? Integer.toString(tensor.ints()[i]) : of(tensor.get(i)))
                        .collect(Collectors.joining(", "));
        return (ints ? "Tensor.ofInts(" : "Tensor.of(") + of(tensor.shape()) + ", " + values + ")";
    }

    static String of(Target target) {
        return target.exampleWeights() == null
                ? "Target.of(" + of(target.values()) + ")"
                : "new Target(" + of(target.values()) + ", " + of(target.exampleWeights()) + ")";
    }
}
