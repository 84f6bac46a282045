package dev.nnkit.core.network;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records the calls of layers and joins in one forward pass and runs their pullbacks back. Where a value was used
 * several times, its gradients are added, in the order of the calls.
 */
final class Trace {
    private enum Mode {
        SHAPES,
        INFER,
        RECORD
    }

    /** One call: the values it read, the value it made, and its pullback: one of the two is there. */
    @SuppressWarnings("ArrayRecordComponent") // ops are never compared
    private record Op(
            int[] inputs,
            int output,
            List<Parameter> parameters,
            Layer.@Nullable Pullback layer,
            Join.@Nullable Pullback join) {}

    private final Mode mode;
    private final @Nullable StepContext step;
    private final List<Op> ops = new ArrayList<>();
    /** The values that are ids, labels or lengths: nothing flows back to them. */
    private final BitSet integers = new BitSet();

    private int values;
    private int inputs;

    private Trace(Mode mode, @Nullable StepContext step) {
        this.mode = mode;
        this.step = step;
    }

    /** Finds out shapes only; no tensor is touched. */
    static Trace shapes() {
        return new Trace(Mode.SHAPES, null);
    }

    static Trace recording(StepContext step) {
        return new Trace(Mode.RECORD, step);
    }

    /** Computes outputs, without a way back. */
    static Trace inferring(StepContext step) {
        return new Trace(Mode.INFER, step);
    }

    /** An input; all inputs come before the first call. */
    Traced input(Tensor tensor) {
        inputs++;
        return value(tensor);
    }

    Traced input(Shape shape) {
        inputs++;
        return new Traced(this, values++, shape, null);
    }

    Traced call(Layer layer, Traced value) {
        requireMine(value);
        if (step == null) {
            return new Traced(this, values++, layer.outputShape(value.shape()), null);
        }
        Tensor output;
        if (mode == Mode.INFER) {
            output = layer.infer(value.tensor(), step);
        } else {
            Layer.Forward forward = layer.forward(value.tensor(), step);
            ops.add(new Op(new int[] {value.id}, values, layer.parameters(), forward.pullback(), null));
            output = forward.output();
        }
        return value(output);
    }

    Traced call(Join join, List<Traced> operands) {
        operands.forEach(this::requireMine);
        List<Shape> shapes = operands.stream().map(Traced::shape).toList();
        if (step == null) {
            return new Traced(this, values++, join.outputShape(shapes), null);
        }
        Join.Forward forward =
                join.forward(operands.stream().map(Traced::tensor).toList(), step);
        if (mode == Mode.RECORD) {
            int[] ids = operands.stream().mapToInt(value -> value.id).toArray();
            ops.add(new Op(ids, values, join.parameters(), null, forward.pullback()));
        }
        return value(forward.output());
    }

    private Traced value(Tensor tensor) {
        integers.set(values, !tensor.type().isFloating());
        return new Traced(this, values++, tensor.shape().withoutFirst(), tensor);
    }

    private void requireMine(Traced value) {
        if (value.trace != this) {
            throw new IllegalArgumentException("a value of another call was used. A wiring uses the values that it is"
                    + " given and those made from them, and keeps none.");
        }
    }

    /**
     * Runs the pullbacks back from {@code outputs}.
     *
     * @param gradients one for each output; null where the loss does not depend on it
     * @param wantInputs whether the gradients of the inputs are asked for
     * @return the gradients of the inputs; null where none came
     */
    @Nullable
    Tensor[] pullBack(
            List<Traced> outputs, List<? extends @Nullable Tensor> gradients, Gradients into, boolean wantInputs) {
        boolean[] needed = needed(into, wantInputs);
        @Nullable Tensor[] sums = new @Nullable Tensor[values];
        for (int i = 0; i < outputs.size(); i++) {
            accumulate(sums, outputs.get(i).id, gradients.get(i));
        }
        for (int i = ops.size() - 1; i >= 0; i--) {
            Op op = ops.get(i);
            Tensor gradient = sums[op.output];
            if (gradient != null && needed[op.output]) {
                run(op, gradient, into, needed, sums);
            }
        }
        @Nullable Tensor[] result = new @Nullable Tensor[inputs];
        System.arraycopy(sums, 0, result, 0, inputs);
        return result;
    }

    private void run(Op op, Tensor gradient, Gradients into, boolean[] needed, @Nullable Tensor[] sums) {
        if (op.join != null) {
            @Nullable Tensor[] back = op.join.apply(gradient, into);
            for (int j = 0; j < back.length; j++) {
                if (needed[op.inputs[j]]) {
                    accumulate(sums, op.inputs[j], back[j]);
                }
            }
        } else if (op.layer != null) {
            if (needed[op.inputs[0]]) {
                accumulate(sums, op.inputs[0], op.layer.apply(gradient, into));
            } else {
                op.layer.parametersOnly(gradient, into);
            }
        }
    }

    /** Which values lie behind something that is asked for: the gradients of all others are never computed. */
    private boolean[] needed(Gradients into, boolean wantInputs) {
        boolean[] needed = new boolean[values];
        for (int i = 0; i < inputs; i++) {
            needed[i] = wantInputs && !integers.get(i);
        }
        for (Op op : ops) {
            boolean any = into.wantsAny(op.parameters);
            for (int input : op.inputs) {
                any |= needed[input];
            }
            needed[op.output] = any && !integers.get(op.output);
        }
        return needed;
    }

    /** Adds without writing into either gradient: a pullback may have handed the same one to several values. */
    private void accumulate(@Nullable Tensor[] sums, int id, @Nullable Tensor gradient) {
        Tensor sum = sums[id];
        if (gradient == null || step == null) {
            return;
        }
        if (sum == null) {
            sums[id] = gradient;
        } else {
            Tensor total = step.scratchLike(sum);
            step.kernels().add(sum, gradient, total);
            sums[id] = total;
        }
    }
}
