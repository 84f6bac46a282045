package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer wired from others in code. No derivative is written: the calls are recorded and their pullbacks run in
 * reverse.
 *
 * <pre>{@code
 * Layer block = Composed.of("block", List.of(first, second), List.of(), x -> x.through(first).through(second).plus(x));
 * }</pre>
 *
 * <p>Thread-safe: the wiring is run anew for each call and must depend on nothing but its argument and the layers.
 */
public final class Composed implements Layer {
    /** Says what the layer does with its input. Also run with shapes alone, to find out the output's shape. */
    @FunctionalInterface
    public interface Wiring {
        Traced run(Traced input);
    }

    private final String who;
    private final Wiring wiring;
    private final List<Parameter> parameters;
    private final boolean mixesExamples;

    private Composed(String who, List<Layer> layers, List<Join> joins, Wiring wiring) {
        this.who = who;
        this.wiring = wiring;
        List<List<Parameter>> all = new ArrayList<>();
        layers.forEach(layer -> all.add(layer.parameters()));
        joins.forEach(join -> all.add(join.parameters()));
        this.parameters = Parameters.distinct(all);
        this.mixesExamples =
                layers.stream().anyMatch(Layer::mixesExamples) || joins.stream().anyMatch(Join::mixesExamples);
    }

    /**
     * @param who how messages name it: see {@link dev.nnkit.api.Initialization#describe}
     * @param layers every layer that the wiring uses, in the order in which their parameters are to be listed
     * @param joins every join that the wiring uses
     */
    public static Composed of(String who, List<Layer> layers, List<Join> joins, Wiring wiring) {
        return new Composed(who, layers, joins, wiring);
    }

    @Override
    public Shape outputShape(Shape example) {
        return wiring.run(Trace.shapes().input(example)).shape();
    }

    @Override
    public Forward forward(Tensor input, StepContext step) {
        Inputs.requireBatch(who, input);
        Trace trace = Trace.recording(step);
        Traced output = wiring.run(trace.input(input));
        return new Forward(output.tensor(), new Back(trace, output, input, step));
    }

    @Override
    public Tensor infer(Tensor input, StepContext step) {
        Inputs.requireBatch(who, input);
        return wiring.run(Trace.inferring(step).input(input)).tensor();
    }

    private record Back(Trace trace, Traced output, Tensor input, StepContext step) implements Pullback {
        @Override
        public Tensor apply(Tensor outputGradient, Gradients into) {
            Tensor gradient = run(outputGradient, into, true);
            return gradient == null ? step.zerosLike(input) : gradient;
        }

        @Override
        public void parametersOnly(Tensor outputGradient, Gradients into) {
            run(outputGradient, into, false);
        }

        private @Nullable Tensor run(Tensor outputGradient, Gradients into, boolean wantInput) {
            return trace.pullBack(List.of(output), Collections.singletonList(outputGradient), into, wantInput)[0];
        }
    }

    @Override
    public List<Parameter> parameters() {
        return parameters;
    }

    @Override
    public boolean mixesExamples() {
        return mixesExamples;
    }

    @Override
    public String toString() {
        return who;
    }
}
