package dev.nnkit.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link LayerSpec} builds with: the floating type, the seed, the place in the network; it makes the parameters.
 * The random numbers of a parameter depend on the seed and its path, not on the order of construction, so that a layer
 * added at the end changes nothing before it.
 *
 * <p>Used by one thread, while a network is built.
 */
public final class Initialization {
    /** What all places of one network have in common. */
    private record Origin(
            DataType type, long seed, @Nullable StoredParameters stored, Map<String, Parameter> made) {
        Origin {
            if (!type.isFloating()) {
                throw new IllegalArgumentException("a network is FLOAT32 or FLOAT64, not " + type + ".");
            }
        }
    }

    private final Origin origin;
    private final String path;
    private final String container;
    private final double gain;
    private final boolean frozen;
    private final @Nullable FileLayout layout;

    private Initialization(
            Origin origin, String path, String container, double gain, boolean frozen, @Nullable FileLayout layout) {
        this.origin = origin;
        this.path = path;
        this.container = container;
        this.gain = gain;
        this.frozen = frozen;
        this.layout = layout;
    }

    /** The beginning of a network, at the empty path. */
    public static Initialization of(DataType type, long seed) {
        return start(new Origin(type, seed, null, new LinkedHashMap<>()));
    }

    /** The beginning of a network whose parameters are read, not drawn: no initialiser runs. */
    public static Initialization loading(DataType type, StoredParameters stored) {
        return start(new Origin(type, 0, stored, new LinkedHashMap<>()));
    }

    private static Initialization start(Origin origin) {
        return new Initialization(origin, "", "", 1, false, null);
    }

    public DataType type() {
        return origin.type;
    }

    /** Names or indices from the outermost container to this layer, with dots between; empty at the top. */
    public String path() {
        return path;
    }

    /** What a container builds its child with. Gain is 1 again, until {@link #withGain}; files hold what memory holds. */
    public Initialization child(String name) {
        return new Initialization(origin, join(path, name), path, 1, frozen, null);
    }

    /** The same place, where the activation that follows asks for a gain. */
    public Initialization withGain(double other) {
        return new Initialization(origin, path, container, other, frozen, layout);
    }

    public double gain() {
        return gain;
    }

    /** The same place, where every parameter made is frozen: never moved by training. */
    public Initialization frozen() {
        return new Initialization(origin, path, container, gain, true, layout);
    }

    /**
     * The same place, where every parameter made lies in files otherwise than in memory:
     * {@code inFile(FileLayout.transposed(shape)).weight("weight", shape, …)}.
     */
    public Initialization inFile(FileLayout other) {
        return new Initialization(origin, path, container, gain, frozen, other);
    }

    /** A weight from a normal distribution with mean 0 and standard deviation gain / sqrt(fanIn). */
    public Parameter weight(String name, Shape shape, int fanIn, int fanOut) {
        return weight(name, shape, fanIn, fanOut, null);
    }

    /** A weight from {@code initializer}; null means the default, normal with gain / sqrt(fanIn). */
    public Parameter weight(String name, Shape shape, int fanIn, int fanOut, @Nullable Initializer initializer) {
        return parameter(name, Role.WEIGHT, shape, value -> {
            RandomStream random = RandomStream.of(origin.seed, "parameter " + join(path, name));
            if (initializer != null) {
                initializer.fill(value, fanIn, fanOut, gain, random);
            } else {
                double deviation = gain / Math.sqrt(Math.max(1, fanIn));
                for (int i = 0; i < value.size(); i++) {
                    value.set(i, deviation * random.nextGaussian());
                }
            }
        });
    }

    /** A bias of zeros. */
    public Parameter bias(String name, Shape shape) {
        return constant(name, Role.BIAS, shape, 0);
    }

    /** A parameter of any role in which every element is {@code value}. */
    public Parameter constant(String name, Role role, Shape shape, double value) {
        return parameter(name, role, shape, tensor -> tensor.fill(value));
    }

    /**
     * A parameter that an earlier layer made, so that both share it.
     *
     * @param relative its path within the nearest container, such as {@code 0.weight}
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Parameter existing(String relative) {
        Parameter found = origin.made.get(join(container, relative));
        if (found == null) {
            throw new IllegalArgumentException("no parameter \"" + join(container, relative)
                    + "\" was made before layer \"" + path + "\", which wants to share it. Made so far: "
                    + (origin.made.isEmpty() ? "none" : String.join(", ", origin.made.keySet())) + ".");
        }
        return found;
    }

    /** How messages name a layer: its text and its path: {@code dense(128) "head"}. */
    public String describe(Object spec) {
        return path.isEmpty() ? spec.toString() : spec + " \"" + path + "\"";
    }

    /**
     * A parameter whose first values the layer sets itself.
     *
     * @param first fills a tensor of zeros; not called where the values are read from a file
     */
    public Parameter parameter(String name, Role role, Shape shape, Consumer<Tensor> first) {
        String full = join(path, name);
        if (origin.made.containsKey(full)) {
            throw new IllegalArgumentException(
                    "two parameters are called \"" + full + "\". Give one of the layers another name.");
        }
        FileLayout inFile = layout != null ? layout : FileLayout.asInMemory(shape);
        if (inFile.view().size() != shape.size()) {
            throw new IllegalArgumentException("parameter " + full + " of shape " + shape + " cannot be seen as "
                    + inFile.view() + ", as its file layout wants.");
        }
        Parameter parameter = new Parameter(full, role, value(full, shape, inFile, first), frozen, inFile);
        origin.made.put(full, parameter);
        return parameter;
    }

    private Tensor value(String full, Shape shape, FileLayout inFile, Consumer<Tensor> first) {
        if (origin.stored != null) {
            return origin.stored.load(full, shape, inFile);
        }
        Tensor value = Tensor.zeros(origin.type, shape);
        first.accept(value);
        return value;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
