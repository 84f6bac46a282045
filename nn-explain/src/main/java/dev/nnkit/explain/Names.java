package dev.nnkit.explain;

import java.util.List;

/**
 * What the numbers that go in and come out are called. Where there is no name, or too few of them, it is {@code input 1},
 * {@code output 1}; neurons between are {@code hidden 1}, or {@code hidden 2.1} where there are several hidden layers. Counted from 1.
 *
 * @param inputs of the numbers that go in, in order; may be empty
 * @param outputs of the numbers that come out, in order; may be empty
 */
public record Names(List<String> inputs, List<String> outputs) {
    public Names {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** No names. */
    public static Names none() {
        return new Names(List.of(), List.of());
    }

    /** Of one of the numbers that go in, from 0. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "input " + (index + 1);
    }

    /** Of one of the numbers that come out, from 0. */
    public String output(int index) {
        return index < outputs.size() ? outputs.get(index) : "output " + (index + 1);
    }

    /** Of a neuron in one of the layers of an explanation, both from 0. */
    public String neuron(Explanation explanation, int step, int neuron) {
        int last = explanation.steps().size() - 1;
        if (step == last) {
            return output(neuron);
        }
        return "hidden " + (last > 1 ? (step + 1) + "." : "") + (neuron + 1);
    }

    /** Of what comes into one of the layers of an explanation, both from 0. */
    public String source(Explanation explanation, int step, int index) {
        return step == 0 ? input(index) : neuron(explanation, step - 1, index);
    }

    /** Of one of the layers of an explanation, from 0: {@code Hidden layer 1}, {@code Output layer}. */
    public static String layer(Explanation explanation, int step) {
        int last = explanation.steps().size() - 1;
        return step == last ? "Output layer" : last == 1 ? "Hidden layer" : "Hidden layer " + (step + 1);
    }
}
