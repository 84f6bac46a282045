package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.SampleReportingFormat;

/** Prints a falsifying tensor as the Java that makes it again, all of it. */
public final class TensorFormat implements SampleReportingFormat {
    /** For the service loader. */
    public TensorFormat() {}

    @Override
    public boolean appliesTo(Object value) {
        return value instanceof Tensor;
    }

    @Override
    public Object report(Object value) {
        return SampleReportingFormat.plainLabel(java((Tensor) value));
    }

    static String java(Tensor tensor) {
        String values = IntStream.range(0, tensor.size())
                .mapToObj(i -> switch (tensor.type()) {
                    case FLOAT32 -> Float.toString(tensor.floats()[i]) + "f";
                    case FLOAT64 -> Double.toString(tensor.doubles()[i]);
                    case INT32 -> Integer.toString(tensor.ints()[i]);
                })
                .collect(Collectors.joining(", "));
        String axes = Arrays.stream(tensor.shape().toArray())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        String factory = tensor.type() == DataType.INT32 ? "ofInts" : "of";
        return "Tensor." + factory + "(Shape.of(" + axes + ")" + (values.isEmpty() ? "" : ", ") + values + ")";
    }
}
