package dev.nnkit.api;

import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.CallParser;
import dev.nnkit.api.text.Resolver;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.api.text.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the plug-ins brought, by kind and name; turns text such as {@code adam(learningRate=0.01)} into specs. Written
 * while plug-ins register, read by any number of threads afterwards.
 */
public final class Registry implements Resolver {
    private record Entry(Class<?> type, Function<Arguments, ?> reader, String origin) {}

    private static final Map<Class<?>, String> KINDS = kinds();

    private final Map<Class<?>, Map<String, Entry>> entries = new LinkedHashMap<>();
    private String origin = "";

    private Registry() {
        KINDS.keySet().forEach(kind -> entries.put(kind, new TreeMap<>()));
    }

    private static Map<Class<?>, String> kinds() {
        Map<Class<?>, String> kinds = new LinkedHashMap<>();
        kinds.put(LayerSpec.class, "layer");
        kinds.put(Activation.class, "activation");
        kinds.put(JoinSpec.class, "join");
        kinds.put(Initializer.class, "initializer");
        kinds.put(Loss.class, "loss");
        kinds.put(Optimizer.class, "optimizer");
        kinds.put(Schedule.class, "schedule");
        kinds.put(GradientTransform.class, "gradient transform");
        kinds.put(KernelsProvider.class, "kernels");
        return kinds;
    }

    private static final class Installed {
        static final Registry REGISTRY = load();

        private static Registry load() {
            List<Plugin> plugins = new ArrayList<>();
            ServiceLoader.load(Plugin.class).forEach(plugins::add);
            return of(plugins);
        }
    }

    private static final class InstalledKernels {
        static final Registry REGISTRY = load();

        private static Registry load() {
            Registry registry = new Registry();
            for (Plugin plugin : ServiceLoader.load(Plugin.class)) {
                registry.origin = origin(plugin);
                plugin.registerKernels(registry);
            }
            return registry;
        }
    }

    /** What all plug-ins on the class path or module path brought; loaded once. */
    public static Registry installed() {
        return Installed.REGISTRY;
    }

    /** The kernels alone of {@link #installed()}. */
    public static Registry installedKernels() {
        return InstalledKernels.REGISTRY;
    }

    /** What these plug-ins bring, in order. */
    public static Registry of(Collection<? extends Plugin> plugins) {
        Registry registry = new Registry();
        for (Plugin plugin : plugins) {
            registry.origin = origin(plugin);
            plugin.register(registry);
            plugin.registerKernels(registry);
        }
        return registry;
    }

    private static String origin(Plugin plugin) {
        var source = plugin.getClass().getProtectionDomain().getCodeSource();
        String place = source == null ? "" : " in " + source.getLocation().getPath();
        return plugin.getClass().getName() + place;
    }

    public <T extends LayerSpec> void layer(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(LayerSpec.class, name, type, reader);
    }

    public <T extends JoinSpec> void join(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(JoinSpec.class, name, type, reader);
    }

    /** Registers an activation, which can then be used as a layer of this name too. */
    public <T extends Activation> void activation(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(Activation.class, name, type, reader);
    }

    public <T extends Initializer> void initializer(
            String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(Initializer.class, name, type, reader);
    }

    public <T extends Loss> void loss(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(Loss.class, name, type, reader);
    }

    public <T extends Optimizer> void optimizer(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(Optimizer.class, name, type, reader);
    }

    public <T extends Schedule> void schedule(String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(Schedule.class, name, type, reader);
    }

    public <T extends GradientTransform> void gradientTransform(
            String name, Class<T> type, Function<Arguments, ? extends T> reader) {
        put(GradientTransform.class, name, type, reader);
    }

    /** For {@link Plugin#registerKernels}. */
    public void kernels(String name, KernelsProvider provider) {
        put(KernelsProvider.class, name, KernelsProvider.class, arguments -> provider);
    }

    private void put(Class<?> kind, String name, Class<?> type, Function<Arguments, ?> reader) {
        Entry previous = entriesOf(kind).putIfAbsent(name, new Entry(type, reader, origin));
        if (previous != null) {
            throw new IllegalStateException("two plug-ins bring a " + KINDS.get(kind) + " called \"" + name + "\": "
                    + previous.origin + " and " + origin + ". Take one of the jars away, or rename it with a prefix.");
        }
    }

    /** The names of one kind, such as {@code Optimizer.class}, in alphabetical order. */
    public List<String> names(Class<?> kind) {
        return List.copyOf(entriesOf(kind).keySet());
    }

    /** The type registered under a name, or null. */
    public @Nullable Class<?> type(Class<?> kind, String name) {
        Entry entry = entriesOf(kind).get(name);
        return entry == null ? null : entry.type;
    }

    /**
     * How a spec is written: {@code dense(units, [bias], [initializer])}, with what can be left out in brackets.
     *
     * @throws SpecException if the name is not known
     */
    public String signature(Class<?> kind, String name) {
        List<String> asked = Arguments.askedBy(find(kind, name).reader, this);
        return asked.isEmpty() ? name : name + "(" + String.join(", ", asked) + ")";
    }

    /**
     * Reads one spec: {@code registry.parse(Optimizer.class, "adam(learningRate=0.01)")}.
     *
     * @throws SpecException if the text cannot be read, the name is not known, or an argument is wrong
     */
    public <T> T parse(Class<T> kind, String text) {
        List<Call> calls = CallParser.parse(text);
        if (calls.size() != 1) {
            throw new SpecException("expected one " + KINDS.get(kind) + " but \"" + text + "\" has " + calls.size()
                    + ". Known: " + list(known(kind)) + ".");
        }
        return resolve(kind, calls.get(0));
    }

    /**
     * Reads the layers of a chain: {@code dense(128) relu head: dense(10)}.
     *
     * @throws SpecException naming everything that is wrong, not only the first
     */
    public List<LayerSpec> parseLayers(String text) {
        return resolveAll(LayerSpec.class, CallParser.parse(text));
    }

    @Override
    public <T> List<T> resolveAll(Class<T> kind, List<Call> calls) {
        List<T> result = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Call call : calls) {
            try {
                result.add(resolve(kind, call));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(String.join("\n", problems));
        }
        return result;
    }

    @Override
    public boolean knows(Class<?> kind, String word) {
        return known(kind).contains(word);
    }

    @Override
    public <T> T resolve(Class<T> kind, Call call) {
        Entry entry = find(kind, call.word());
        Arguments arguments = new Arguments(call, this);
        Object spec;
        try {
            spec = entry.reader.apply(arguments);
        } catch (SpecException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new SpecException(message.startsWith(call.word()) ? message : call + ": " + message, e);
        }
        arguments.requireAllRead();
        if (call.label() != null) {
            if (!(spec instanceof LayerSpec layer) || kind != LayerSpec.class) {
                throw new SpecException(call + ": only a layer can have a name in front of it.");
            }
            spec = new NamedSpec(call.label(), layer);
        }
        return kind.cast(spec);
    }

    private Entry find(Class<?> kind, String name) {
        Entry entry = entriesOf(kind).get(name);
        if (entry == null && kind == LayerSpec.class) {
            entry = entriesOf(Activation.class).get(name);
        }
        if (entry == null) {
            throw new SpecException("no " + KINDS.get(kind) + " is called \"" + name + "\"."
                    + Suggestions.nearest(name, known(kind)) + " Known: " + list(known(kind))
                    + ". If a plug-in brings it, put its jar on the class path.");
        }
        return entry;
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private List<String> known(Class<?> kind) {
        List<String> names = new ArrayList<>(names(kind));
        if (kind == LayerSpec.class) {
            names.addAll(names(Activation.class));
        }
        return names;
    }

    private Map<String, Entry> entriesOf(Class<?> kind) {
        Map<String, Entry> typed = entries.get(kind);
        if (typed == null) {
            throw new IllegalArgumentException(kind.getName() + " is not a kind of plug-in. Kinds: " + KINDS.values());
        }
        return typed;
    }
}
