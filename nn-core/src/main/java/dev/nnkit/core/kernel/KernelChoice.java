package dev.nnkit.core.kernel;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.KernelsProvider;
import dev.nnkit.api.Registry;
import dev.nnkit.api.text.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the best kernels that are installed, or those of a name. The same name and number of threads give the same
 * instance. Thread-safe.
 *
 * <p>Where there are several, which were chosen, and why not others, goes once to the {@link System.Logger} "nnkit", at level DEBUG: a library that
 * was only asked to calculate should leave the console alone, and INFO is printed by default.
 */
public final class KernelChoice {
    private static final class Installed {
        static final KernelChoice CHOICE = new KernelChoice(Registry.installedKernels());
    }

    private final Registry registry;
    private final Map<String, Map<Integer, Kernels>> made = new ConcurrentHashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();

    KernelChoice(Registry registry) {
        this.registry = registry;
    }

    /**
     * Of the installed kernels that this JVM can run, those of the highest priority.
     *
     * @param threads how many threads may work on one call, 1 or more
     * @throws IllegalArgumentException if threads is less than 1
     * @throws IllegalStateException if none is installed
     */
    public static Kernels best(int threads) {
        return Installed.CHOICE.choose(threads);
    }

    /**
     * The installed kernels of this name.
     *
     * @param threads how many threads may work on one call, 1 or more
     * @throws IllegalArgumentException if there are none of this name, if this JVM cannot run them, or if threads is less
     *     than 1
     */
    public static Kernels named(String name, int threads) {
        return Installed.CHOICE.get(name, threads);
    }

    Kernels choose(int threads) {
        String best = null;
        for (String name : names()) {
            if (provider(name).isAvailable()
                    && (best == null
                            || provider(name).priority() > provider(best).priority())) {
                best = name;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no kernels that this JVM can run are installed; known: " + names()
                    + ". nn-core brings \"" + ScalarKernels.NAME + "\": is its META-INF/services still in the jar?");
        }
        // Where there is no choice nothing is said: a program that trains for a moment would spend most of it on
        // logging.
        if (names().size() > 1 && told.compareAndSet(false, true)) {
            tell(best);
        }
        return get(best, threads);
    }

    Kernels get(String name, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("kernels \"" + name + "\": threads must be 1 or more but is " + threads
                    + ". 1 means the calling thread alone.");
        }
        if (!names().contains(name)) {
            throw new IllegalArgumentException("no kernels are called \"" + name + "\"."
                    + Suggestions.nearest(name, names()) + " Known: " + String.join(", ", names())
                    + ". If a plug-in brings them, put its jar on the class path.");
        }
        KernelsProvider provider = provider(name);
        if (!provider.isAvailable()) {
            throw new IllegalArgumentException(
                    "kernels \"" + name + "\" cannot run on this JVM: " + provider.explanation());
        }
        return made.computeIfAbsent(name, key -> new ConcurrentHashMap<>())
                .computeIfAbsent(threads, count -> provider.create(new ScalarKernels(count)));
    }

    private void tell(String best) {
        System.Logger logger = System.getLogger("nnkit");
        logger.log(
                System.Logger.Level.DEBUG,
                () -> "kernels: " + best + ", " + provider(best).explanation());
        for (String name : names()) {
            if (!provider(name).isAvailable()) {
                logger.log(
                        System.Logger.Level.DEBUG,
                        () -> "kernels not used: " + name + ", "
                                + provider(name).explanation());
            }
        }
    }

    private List<String> names() {
        return registry.names(KernelsProvider.class);
    }

    private KernelsProvider provider(String name) {
        return registry.parse(KernelsProvider.class, name);
    }
}
