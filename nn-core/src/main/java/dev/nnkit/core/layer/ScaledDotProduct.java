package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.Write;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product at the heart of attention: {@code y = P v} with {@code P = softmax(q kᵀ / sqrt(d))}, row by row. Inputs:
 * queries [queryTime, d], keys [time, d], values [time, width], and, where sequences have unequal lengths, the length of
 * the keys, INT32 [], 0 to time. Gives [queryTime, width].
 *
 * <p>A query sees the keys before the length, and if causal only those up to its own position, counted from the start of
 * both. The others have weight 0, but must hold finite numbers; where a query sees nothing, its output is 0. With
 * {@code dP = dy vᵀ} and {@code dS = P (dP - sum of dP P) / sqrt(d)}: {@code dq = dS k}, {@code dk = dSᵀ q},
 * {@code dv = Pᵀ dy}. No parameters. Thread-safe: immutable.
 *
 * @param causal default false
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017, section 3.2.1</a>
 */
public record ScaledDotProduct(boolean causal) implements JoinSpec {
    static ScaledDotProduct read(Arguments arguments) {
        return new ScaledDotProduct(arguments.flag("causal", false));
    }

    /** The same, where no position sees a later one. */
    public ScaledDotProduct withCausality() {
        return new ScaledDotProduct(true);
    }

    @Override
    public Join build(List<Shape> examples, Initialization initialization) {
        Built built = new Built(initialization.describe(this), causal);
        built.outputShape(examples);
        return built;
    }

    private record Built(String who, boolean causal) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            requireCount(examples);
            if (examples.size() == 4) {
                Operands.requireSingle(who, examples.get(3));
            }
            return output(examples.subList(0, 3), 2);
        }

        private void requireCount(List<?> inputs) {
            Inputs.requireCount(who, inputs, 3, 4, "queries, keys, values and, if wanted, lengths");
        }

        /** @param rank 2 for examples, 3 for batches of them */
        private Shape output(List<Shape> shapes, int rank) {
            Shape q = shapes.get(0);
            Shape k = shapes.get(1);
            Shape v = shapes.get(2);
            boolean ranks = q.rank() == rank && k.rank() == rank && v.rank() == rank;
            if (!ranks || q.last() != k.last() || k.axis(-2) != v.axis(-2)) {
                throw new ShapeMismatchException(
                        who + ": queries, keys and values must have shapes [queryTime, d], [time, d] and [time, width]"
                                + " but have " + q + ", " + k + " and " + v + ".",
                        ranks ? q.withLast(v.last()) : null);
            }
            return q.withLast(v.last());
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            requireCount(inputs);
            Operands.requireOneBatch(who, inputs);
            inputs.subList(0, 3).forEach(input -> Inputs.requireFloating(who, input));
            Tensor q = inputs.get(0);
            Tensor k = inputs.get(1);
            Tensor v = inputs.get(2);
            Shape output = output(List.of(q.shape(), k.shape(), v.shape()), 3);
            int time = k.shape().axis(1);
            int[] lengths = inputs.size() == 4 ? Sequences.requireLengths(who, inputs.get(3), time) : null;
            Tensor weights = step.scratchWithLast(q, time);
            Tensor y = step.scratch(q.type(), output);
            Kernels kernels = step.kernels();
            kernels.multiplyTransposedB(q, k, weights, Write.SET);
            kernels.scale(1 / Math.sqrt(q.shape().last()), weights);
            SoftmaxRows.apply(weights, weights, row -> seen(row, q.shape().axis(1), time, lengths), kernels);
            kernels.multiply(weights, v, y, Write.SET);
            return new Forward(y, new Back(q, k, v, weights, inputs.size(), step));
        }

        private int seen(int row, int queryTime, int time, int @Nullable [] lengths) {
            int seen = lengths == null ? time : lengths[row / queryTime];
            return causal ? Math.min(seen, row % queryTime + 1) : seen;
        }
    }

    private record Back(Tensor q, Tensor k, Tensor v, Tensor weights, int inputs, StepContext step)
            implements Join.Pullback {
        @Override
        public @Nullable Tensor[] apply(Tensor dy, Gradients into) {
            Kernels kernels = step.kernels();
            Tensor dWeights = step.scratchLike(weights);
            kernels.multiplyTransposedB(dy, v, dWeights, Write.SET);
            Tensor dScores = step.scratchLike(weights);
            SoftmaxRows.back(weights, dWeights, dScores, kernels);
            kernels.scale(1 / Math.sqrt(q.shape().last()), dScores);
            Tensor dq = step.scratchLike(q);
            kernels.multiply(dScores, k, dq, Write.SET);
            Tensor dk = step.scratchLike(k);
            kernels.multiplyTransposedA(dScores, q, dk, Write.SET);
            Tensor dv = step.scratchLike(v);
            kernels.multiplyTransposedA(weights, dy, dv, Write.SET);
            return inputs == 4 ? new @Nullable Tensor[] {dq, dk, dv, null} : new @Nullable Tensor[] {dq, dk, dv};
        }
    }

    @Override
    public String toString() {
        return SpecText.of("scaledDotProduct").option("causal", causal, false).toString();
    }
}
