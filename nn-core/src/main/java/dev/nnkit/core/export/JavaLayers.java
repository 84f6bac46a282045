package dev.nnkit.core.export;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.layer.BatchNorm;
import dev.nnkit.core.layer.Conv2d;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Dropout;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.layer.MaxPool2d;
import dev.nnkit.core.layer.Reshape;
import dev.nnkit.core.layer.Softmax;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a network does to one example, as statements; and the methods and constants that they use. */
final class JavaLayers {
    private final Map<String, Parameter> parameters = new HashMap<>();
    private final StringBuilder statements = new StringBuilder();
    private final StringBuilder constants = new StringBuilder();
    private final Set<JavaMethod> methods = EnumSet.noneOf(JavaMethod.class);
    private final Map<String, JavaActivation> activations = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    /** The type of the numbers: float or double. */
    private final String real;

    private final String result;
    private int variables;
    private int arrays;

    private JavaLayers(Network network) {
        this.real = word(network.type());
        network.parameters().forEach(parameter -> parameters.put(parameter.path(), parameter));
        this.result = walk(Outline.of(network), "input");
    }

    /** @throws IllegalArgumentException naming all layers that cannot be written */
    static JavaLayers of(Network network) {
        JavaLayers layers = new JavaLayers(network);
        if (!layers.problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Java source: cannot be written for " + String.join(", ", layers.problems)
                            + ". It can for dense, conv2d, maxPool2d, batchNorm, softmax, flatten, reshape, dropout, residual,"
                            + " sequential, frozen and the activations of nnkit.");
        }
        return layers;
    }

    private static String word(DataType type) {
        return type == DataType.FLOAT32 ? "float" : "double";
    }

    /** The type of the numbers that it computes with: float or double. */
    String real() {
        return real;
    }

    /** Statements that compute from the array {@code input}; they end with a return. */
    String statements() {
        // nobody gets the array back that was given
        return statements + "        return " + (result.equals("input") ? "input.clone()" : result) + ";\n";
    }

    /** Fields. Each has a name of its own. */
    String constants() {
        return constants.toString();
    }

    /** A constant of its own: a field with these numbers. */
    String constant(String comment, Tensor values) {
        methods.add(values.type() == DataType.FLOAT32 ? JavaMethod.FLOATS : JavaMethod.DOUBLES);
        String name = "A" + ++arrays;
        constants
                .append("\n    // ")
                .append(JavaText.comment(comment))
                .append("\n    private static final ")
                .append(word(values.type()))
                .append("[] ")
                .append(name)
                .append(" = ")
                .append(JavaText.array(values))
                .append(";\n");
        return name;
    }

    /** All methods that are called. */
    List<String> methods() {
        List<String> texts = new ArrayList<>();
        activations.forEach((word, activation) -> texts.add(activation.method(word, real)));
        methods.forEach(method -> texts.add(method.text(real)));
        return texts;
    }

    /** The name of the variable that holds what comes out. */
    private String walk(Outline layer, String x) {
        LayerSpec spec = layer.spec();
        if (spec instanceof Sequential) {
            return chain(layer, x);
        }
        if (spec instanceof Residual) {
            return assign(layer, JavaMethod.ADD, "add(" + x + ", " + chain(layer, x) + ")");
        }
        if (spec instanceof Flatten || spec instanceof Reshape || spec instanceof Dropout) {
            return x;
        }
        if (spec instanceof Softmax) {
            int width = layer.input().last();
            return assign(layer, JavaMethod.SOFTMAX, "softmax(" + x + ", " + width + ")");
        }
        if (spec instanceof Activation activation) {
            return activation(layer, activation, x);
        }
        if (spec instanceof Dense dense) {
            String weight = parameter(layer, "weight");
            String bias = bias(layer, dense.bias(), dense.units());
            return assign(layer, JavaMethod.DENSE, "dense(" + x + ", " + weight + ", " + bias + ")");
        }
        return windowed(layer, spec, x);
    }

    private String windowed(Outline layer, LayerSpec spec, String x) {
        Shape input = layer.input();
        if (spec instanceof BatchNorm norm) {
            return batchNorm(layer, norm, x);
        }
        if (spec instanceof Conv2d conv) {
            String weight = parameter(layer, "weight");
            String bias = bias(layer, conv.bias(), conv.filters());
            return assign(
                    layer,
                    JavaMethod.CONV2D,
                    "conv2d(" + x + ", " + input.axis(0) + ", " + input.axis(1) + ", " + weight + ", " + bias + ", "
                            + conv.kernel() + ", " + conv.stride() + ", " + conv.padding() + ")");
        }
        if (spec instanceof MaxPool2d pool) {
            return assign(
                    layer,
                    JavaMethod.MAX_POOL2D,
                    "maxPool2d(" + x + ", " + input.axis(0) + ", " + input.axis(1) + ", " + pool.size() + ", "
                            + pool.stride() + ")");
        }
        problems.add(layer.describe());
        return x;
    }

    private String chain(Outline container, String x) {
        String value = x;
        for (Outline child : container.children()) {
            value = walk(child, value);
        }
        return value;
    }

    private String activation(Outline layer, Activation activation, String x) {
        String word = JavaActivation.word(activation);
        if (word.equals("identity")) {
            return x;
        }
        JavaActivation known = JavaActivation.of(activation);
        if (known == null) {
            problems.add(layer.describe());
            return x;
        }
        activations.put(word, known);
        methods.addAll(known.needed());
        return assign(layer, null, word + "(" + x + known.argument(activation) + ")");
    }

    /** {@code scale / sqrt(variance + epsilon)} and {@code bias - mean * that}, in doubles so that nothing cancels. */
    private String batchNorm(Outline layer, BatchNorm norm, String x) {
        Tensor scale = value(layer, "scale").as(DataType.FLOAT64).copy();
        Tensor shift = value(layer, "bias").as(DataType.FLOAT64).copy();
        for (int i = 0; i < scale.size(); i++) {
            double variance = value(layer, "variance").get(i);
            scale.set(i, scale.get(i) / Math.sqrt(variance + norm.epsilon()));
            shift.set(i, shift.get(i) - value(layer, "mean").get(i) * scale.get(i));
        }
        String factor = constant(layer.parameter("scale") + ", folded", scale);
        String summand = constant(layer.parameter("bias") + ", folded", shift);
        return assign(layer, JavaMethod.SCALE_AND_SHIFT, "scaleAndShift(" + x + ", " + factor + ", " + summand + ")");
    }

    private Tensor value(Outline layer, String name) {
        return Objects.requireNonNull(parameters.get(layer.parameter(name))).value();
    }

    private String parameter(Outline layer, String name) {
        Tensor value = value(layer, name);
        return constant(layer.parameter(name) + " " + value.shape(), value);
    }

    private String bias(Outline layer, boolean present, int count) {
        return present ? parameter(layer, "bias") : "new " + real + "[" + count + "]";
    }

    private String assign(Outline layer, @Nullable JavaMethod method, String expression) {
        if (method != null) {
            methods.add(method);
        }
        String name = "x" + ++variables;
        String comment =
                layer.spec() instanceof Residual ? "residual" : layer.spec().toString();
        statements
                .append("        ")
                .append(real)
                .append("[] ")
                .append(name)
                .append(" = ")
                .append(expression)
                .append("; // ")
                .append(JavaText.comment(comment))
                .append(": ")
                .append(layer.output())
                .append('\n');
        return name;
    }
}
