package dev.nnkit.core.layer;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import dev.nnkit.core.network.Composed;
import dev.nnkit.core.network.Traced;
import java.util.List;

/**
 * Self-attention with one head over sequences [time, features], which become [time, units]: {@link ScaledDotProduct} of
 * the queries, keys and values that three {@link Dense} layers make of the sequence. Its derivative is theirs.
 *
 * <p>Parameters: weight and bias of {@code query} and {@code value}, and the weight of {@code key}, as in {@link Dense}.
 * A bias of the keys would add the same to all scores of a row, which softmax does not see: its gradient would be
 * rounding errors, which Adam would make full steps of. Thread-safe: immutable.
 *
 * @param units how long queries, keys and values are, 1 or more; throws IllegalArgumentException otherwise
 * @param causal whether a position sees only itself and earlier ones; default false
 * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al. 2017, section 3.2</a>
 */
public record Attention(int units, boolean causal) implements LayerSpec {
    public Attention {
        if (units < 1) {
            throw new IllegalArgumentException("attention: units must be 1 or more but is " + units + ".");
        }
    }

    static Attention read(Arguments arguments) {
        return new Attention(arguments.integer("units"), arguments.flag("causal", false));
    }

    /** The same, where no position sees a later one. */
    public Attention withCausality() {
        return new Attention(units, true);
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        Sequences.requireExample(who, example, null);
        Dense dense = Layers.dense(units);
        Layer query = dense.build(example, initialization.child("query"));
        Layer key = dense.withoutBias().build(example, initialization.child("key"));
        Layer value = dense.build(example, initialization.child("value"));
        Shape projected = example.withLast(units);
        Join product = new ScaledDotProduct(causal)
                .build(List.of(projected, projected, projected), initialization.child("product"));
        return Composed.of(who, List.of(query, key, value), List.of(product), x -> {
            requireFeatures(who, x.shape(), example.last());
            return Traced.join(product, x.through(query), x.through(key), x.through(value));
        });
    }

    private void requireFeatures(String who, Shape shape, int features) {
        Sequences.requireExample(who, shape, null);
        Sequences.requireFeatures(who, shape, features, shape.withLast(units));
    }

    @Override
    public String toString() {
        return SpecText.of("attention")
                .add(units)
                .option("causal", causal, false)
                .toString();
    }
}
