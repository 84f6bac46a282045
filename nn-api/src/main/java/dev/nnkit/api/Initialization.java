package dev.nnkit.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LayerSpec} builds with: the floating type, the seed, the place in the network; it makes the parameters.
 * The random numbers of a parameter depend on the seed and its path, not on the order of construction, so that a layer
 * added at the end changes nothing before it.
 *
 * <p>Used by one thread, while a network is built.
 */
public final class Initialization {
    private final DataType type;
    private final long seed;
    private final String path;
    private final String container;
    private final double gain;
    private final boolean frozen;
    private final Map<String, Parameter> made;

    private Initialization(
            DataType type,
            long seed,
            String path,
            String container,
            double gain,
            boolean frozen,
            Map<String, Parameter> made) {
        this.type = type;
        this.seed = seed;
        this.path = path;
        this.container = container;
        this.gain = gain;
        this.frozen = frozen;
        this.made = made;
    }

    /** The beginning of a network, at the empty path. */
    public static Initialization of(DataType type, long seed) {
        if (!type.isFloating()) {
            throw new IllegalArgumentException("a network is FLOAT32 or FLOAT64, not " + type + ".");
        }
        return new Initialization(type, seed, "", "", 1, false, new LinkedHashMap<>());
    }

    public DataType type() {
        return type;
    }

    /** Names or indices from the outermost container to this layer, with dots between; empty at the top. */
    public String path() {
        return path;
    }

    /** What a container builds its child with. Gain is 1 again, until {@link #withGain}. */
    public Initialization child(String name) {
        return new Initialization(type, seed, join(path, name), path, 1, frozen, made);
    }

    /** The same place, where the activation that follows asks for a gain. */
    public Initialization withGain(double other) {
        return new Initialization(type, seed, path, container, other, frozen, made);
    }

    public double gain() {
        return gain;
    }

    /** The same place, where every parameter made is frozen: never moved by training. */
    public Initialization frozen() {
        return new Initialization(type, seed, path, container, gain, true, made);
    }

    /** A weight from a normal distribution with mean 0 and standard deviation gain / sqrt(fanIn). */
    public Parameter weight(String name, Shape shape, int fanIn, int fanOut) {
        return weight(name, shape, fanIn, fanOut, null);
    }

    /** A weight from {@code initializer}; null means the default, normal with gain / sqrt(fanIn). */
    public Parameter weight(String name, Shape shape, int fanIn, int fanOut, @Nullable Initializer initializer) {
        Tensor value = Tensor.zeros(type, shape);
        RandomStream random = RandomStream.of(seed, "parameter " + join(path, name));
        if (initializer != null) {
            initializer.fill(value, fanIn, fanOut, gain, random);
        } else {
            double deviation = gain / Math.sqrt(Math.max(1, fanIn));
            for (int i = 0; i < value.size(); i++) {
                value.set(i, deviation * random.nextGaussian());
            }
        }
        return add(name, Role.WEIGHT, value);
    }

    /** A bias of zeros. */
    public Parameter bias(String name, Shape shape) {
        return constant(name, Role.BIAS, shape, 0);
    }

    /** A parameter of any role in which every element is {@code value}. */
    public Parameter constant(String name, Role role, Shape shape, double value) {
        return add(name, role, Tensor.zeros(type, shape).fill(value));
    }

    /**
     * A parameter that an earlier layer made, so that both share it.
     *
     * @param relative its path within the nearest container, such as {@code 0.weight}
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Parameter existing(String relative) {
        Parameter found = made.get(join(container, relative));
        if (found == null) {
            throw new IllegalArgumentException("no parameter \"" + join(container, relative)
                    + "\" was made before layer \"" + path + "\", which wants to share it. Made so far: "
                    + (made.isEmpty() ? "none" : String.join(", ", made.keySet())) + ".");
        }
        return found;
    }

    /** How messages name a layer: its text and its path: {@code dense(128) "head"}. */
    public String describe(Object spec) {
        return path.isEmpty() ? spec.toString() : spec + " \"" + path + "\"";
    }

    private Parameter add(String name, Role role, Tensor value) {
        Parameter parameter = new Parameter(join(path, name), role, value, frozen);
        if (made.putIfAbsent(parameter.path(), parameter) != null) {
            throw new IllegalArgumentException(
                    "two parameters are called \"" + parameter.path() + "\". Give one of the layers another name.");
        }
        return parameter;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
