package dev.nnkit.experiment.trial;

import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.text.Call;
import dev.nnkit.api.text.CallParser;
import dev.nnkit.api.text.Value;
import java.util.ArrayList;
import java.util.List;

/** Takes the learning rate out of the text of an optimizer, and puts another one in. */
public final class OptimizerText {
    private static final String RATE = "learningRate";

    private OptimizerText() {}

    /**
     * What an optimizer is apart from its learning rate: {@code adam(0.01, beta1=0.8)} is {@code adam(beta1=0.8)}.
     *
     * @throws IllegalArgumentException if the text is no optimizer, or one without a {@code learningRate}
     */
    public static String withoutRate(String text) {
        Call call = whole(text);
        List<Call.Argument> others = new ArrayList<>(call.arguments());
        others.remove(rateOf(call));
        return new Call(null, call.word(), others).toString();
    }

    /**
     * The learning rate in a text, or the optimizer's default.
     *
     * @throws IllegalArgumentException if the text is no optimizer, or one without a {@code learningRate}
     */
    public static double rate(String text) {
        if (rateOf(whole(text)).value() instanceof Value.Num rate) {
            return rate.number();
        }
        throw noRate(text);
    }

    /** @param text without a rate, as {@link #withoutRate} gives it */
    static String withRate(String text, double rate) {
        Call call = CallParser.parse(text).get(0);
        List<Call.Argument> arguments = new ArrayList<>(call.arguments());
        arguments.add(0, new Call.Argument(RATE, new Value.Num(rate)));
        return parsed(new Call(null, call.word(), arguments).toString()).toString();
    }

    private static Optimizer parsed(String text) {
        return Registry.installed().parse(Optimizer.class, text);
    }

    /** As the optimizer prints itself: with its learning rate, also where that is the default. */
    private static Call whole(String text) {
        return CallParser.parse(parsed(text).toString()).get(0);
    }

    /** The argument of that name, or else the first, where that is what the optimizer's reader asks for first. */
    private static Call.Argument rateOf(Call whole) {
        String signature = Registry.installed().signature(Optimizer.class, whole.word());
        boolean first =
                signature.startsWith(whole.word() + "(" + RATE) || signature.startsWith(whole.word() + "([" + RATE);
        for (Call.Argument argument : whole.arguments()) {
            if (RATE.equals(argument.name()) || (first && argument.name() == null)) {
                return argument;
            }
        }
        throw noRate(whole.toString());
    }

    private static IllegalArgumentException noRate(String text) {
        return new IllegalArgumentException("optimizer " + text + ": has no " + RATE
                + ", so there is nothing to tune. Its text must say the rate by that name, as sgd(learningRate=0.1)"
                + " does.");
    }
}
