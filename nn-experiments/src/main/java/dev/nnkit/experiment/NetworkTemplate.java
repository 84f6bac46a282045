package dev.nnkit.experiment;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a network with places to fill: {@code {dense(?width) ?} dense(10)}.
 *
 * <ul>
 *   <li>{@code ?name} is a slot of that name; every place of one name is filled with the same. {@code ?} alone is
 *       {@code ?activation}.
 *   <li>What stands in braces is written as often as {@link #repeat} says, once unless told.
 * </ul>
 *
 * <p>Thread-safe: immutable.
 */
public final class NetworkTemplate {
    /** What {@code ?} alone is short for. */
    public static final String ACTIVATION = "activation";

    private static final Pattern SLOT = Pattern.compile("\\?([A-Za-z][A-Za-z0-9_]*)?");
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}]*)}");

    private final String text;
    /** Layers that were given as objects, by the words that stand for them in the text. */
    private final Map<String, LayerSpec> given;

    private NetworkTemplate(String text, Map<String, LayerSpec> given) {
        this.text = text;
        this.given = given;
    }

    /** @throws IllegalArgumentException if braces do not match, or stand within each other */
    public static NetworkTemplate network(String text) {
        String rest = REPEATED.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("network \"" + text
                    + "\": braces must come in pairs, and not within each other: {dense(32) ?} dense(10).");
        }
        return new NetworkTemplate(text, Map.of());
    }

    /** The names of the slots that are still to be filled, in the order in which they appear. */
    public Set<String> slots() {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = SLOT.matcher(text);
        while (matcher.find()) {
            names.add(name(matcher));
        }
        return names;
    }

    private static String name(Matcher slot) {
        return slot.group(1) == null ? ACTIVATION : slot.group(1);
    }

    /** Whether there is a part in braces. */
    public boolean repeats() {
        return text.contains("{");
    }

    /**
     * Fills every place of a slot.
     *
     * @param value text, which may be empty, or a number, or a layer; a layer need not be known to any plug-in
     * @throws IllegalArgumentException if there is no such slot, or the value is something else, or a layer whose
     *     {@code toString} does not say what it is
     */
    public NetworkTemplate fill(String slot, Object value) {
        if (!slots().contains(slot)) {
            throw new IllegalArgumentException("network \"" + text + "\": has no place for " + slot + ". Write ?"
                    + (slot.equals(ACTIVATION) ? "" : slot) + " where it should stand.");
        }
        if (value instanceof LayerSpec layer) {
            requireText(layer);
            String word = "given." + (given.size() + 1);
            Map<String, LayerSpec> more = new LinkedHashMap<>(given);
            more.put(word, layer);
            return new NetworkTemplate(filled(slot, word), more);
        }
        if (!(value instanceof String) && !(value instanceof Number)) {
            throw new IllegalArgumentException(
                    "network \"" + text + "\": " + slot + " can be a text, a number or a layer," + " but is a "
                            + value.getClass().getName() + ".");
        }
        return new NetworkTemplate(filled(slot, value.toString()), given);
    }

    private String filled(String slot, String value) {
        return SLOT.matcher(text).replaceAll(match -> {
            String found = match.group(1) == null ? ACTIVATION : match.group(1);
            return Matcher.quoteReplacement(found.equals(slot) ? value : match.group());
        });
    }

    /** Trials are told apart by their text, so a text that is another one in the next run would never be found again. */
    private static void requireText(LayerSpec layer) {
        try {
            if (layer.getClass().getMethod("toString").getDeclaringClass() == Object.class) {
                throw new IllegalArgumentException("layer " + layer.getClass().getName()
                        + ": has no toString of its own, so that its trials cannot be told from others. Make"
                        + " it a record.");
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the parts in braces so many times.
     *
     * @param times 1 or more; throws IllegalArgumentException otherwise, or if nothing stands in braces
     */
    public NetworkTemplate repeat(int times) {
        if (times < 1) {
            throw new IllegalArgumentException(
                    "network \"" + text + "\": a depth must be 1 or more but is " + times + ".");
        }
        if (!repeats()) {
            throw new IllegalArgumentException("network \"" + text
                    + "\": nothing stands in braces, so there is nothing to repeat: {dense(32) ?} dense(10).");
        }
        return new NetworkTemplate(
                REPEATED.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement((match.group(1) + " ").repeat(times))),
                given);
    }

    /**
     * The finished network, with parts in braces once.
     *
     * @throws IllegalArgumentException if a slot is empty, or the text cannot be read
     */
    public Sequential spec() {
        if (!slots().isEmpty()) {
            throw new IllegalArgumentException("network \"" + text + "\": nothing was said to stand for "
                    + String.join(", ", slots()) + ". Vary it, or write what it is.");
        }
        List<LayerSpec> layers = registry().parseLayers(repeats() ? repeat(1).text : text);
        return layers.size() == 1 && layers.get(0) instanceof Sequential whole ? whole : new Sequential(layers);
    }

    private Registry registry() {
        if (given.isEmpty()) {
            return Registry.installed();
        }
        List<Plugin> plugins = new ArrayList<>();
        ServiceLoader.load(Plugin.class).forEach(plugins::add);
        plugins.add(
                registry -> given.forEach((word, layer) -> registry.layer(word, LayerSpec.class, arguments -> layer)));
        return Registry.of(plugins);
    }

    /** The text, with slots and braces; a layer that was given as an object prints itself. */
    @Override
    public String toString() {
        String shown = text;
        for (Map.Entry<String, LayerSpec> entry : given.entrySet()) {
            shown = shown.replace(entry.getKey(), entry.getValue().toString());
        }
        return shown;
    }
}
