package dev.nnkit.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of an {@link Explanation}, one file that loads nothing else: the picture of {@link ExplanationSvg}, which
 * can be gone through step by step, tables, and knobs. In a network of at most {@value #MOST_KNOBS} weights and biases all
 * of which activations and the loss have a known formula, each can be turned, and every number follows; else a sentence
 * says why not. Behind the address, {@code #step=3} chooses the step, from 0, and {@code #set=0:0.5,7:-1} turns knobs,
 * which count from 0 through the layers: the weights of a layer row by row, then its biases. Thread-safe: immutable.
 *
 * @param names of what goes in and comes out; none by default
 * @param most how many circles of a layer are drawn one by one, 1 or more; default {@value ExplanationText#MOST}
 */
public record ExplanationHtml(Names names, int most) {
    /** With more weights and biases there are no knobs. */
    public static final int MOST_KNOBS = 200;

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)\\}\\}");

    /** @throws IllegalArgumentException if {@code most} is less than 1 */
    public ExplanationHtml {
        ExplanationSvg.requireCircles(most);
    }

    /** Without names, with layers of {@value ExplanationText#MOST} circles. */
    public ExplanationHtml() {
        this(Names.none(), ExplanationText.MOST);
    }

    /** @param heading what stands above it, such as where the example is from */
    public String of(Explanation explanation, String heading) {
        NetworkDrawing drawing = new ExplanationSvg(names, most).drawing(explanation);
        String without = withoutKnobs(explanation);
        String functions = without == null ? PageFunctions.script(explanation) : "";
        String script =
                "\"use strict\";\n" + resource("explain-arithmetic.js") + functions + resource("explain-page.js");
        String style = resource("explain.css");
        Plan plan = drawing.plan();
        Map<String, String> parts = Map.ofEntries(
                Map.entry("style-hash", hash(style)),
                Map.entry("script-hash", hash(script)),
                Map.entry("width", NetworkDrawing.number(plan.width())),
                Map.entry("height", NetworkDrawing.number(plan.height())),
                Map.entry("heading", NetworkDrawing.escaped(heading)),
                Map.entry("network", NetworkDrawing.escaped(explanation.network())),
                Map.entry("loss", NetworkDrawing.escaped(explanation.loss().toString())),
                Map.entry("rate", Decimals.show(explanation.learningRate())),
                Map.entry("style", style),
                Map.entry("picture", drawing.elements()),
                Map.entry("data", PageData.of(drawing, without)),
                Map.entry("script", script));
        // in one go: what is put in may hold such a place itself
        return PLACE.matcher(resource("explain.html"))
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    private static @Nullable String withoutKnobs(Explanation explanation) {
        long knobs = 0;
        for (int step = 0; step < explanation.steps().size(); step++) {
            knobs += Knobs.of(explanation, step, Names.none()).count();
        }
        if (knobs > MOST_KNOBS) {
            return String.format(
                    Locale.ROOT,
                    "The knobs are left out: this network has %,d, and a page has room for %d.",
                    knobs,
                    MOST_KNOBS);
        }
        String unknown = PageFunctions.unknown(explanation);
        return unknown == null
                ? null
                : "The knobs are left out: this page has no formula for " + unknown + ", so it could not follow them.";
    }

    /** As a content security policy wants it. */
    private static String hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ExplanationHtml.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read from the jar", e);
        }
    }
}
