package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Graph;
import dev.nnkit.core.network.Residual;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.gradcheck.jqwik.Assembly;
import dev.nnkit.gradcheck.jqwik.Networks;
import dev.nnkit.gradcheck.jqwik.RandomNetwork;
import dev.nnkit.gradcheck.jqwik.Shapes;
import dev.nnkit.gradcheck.jqwik.TensorOf;
import dev.nnkit.gradcheck.jqwik.Tensors;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What docs/gradient-checks.md says of jqwik. */
class PropertiesTest {
    @Property(tries = 50)
    void scale(@ForAll @TensorOf(shape = {4, 3}) Tensor x) {
        assertThatGradient(new Scale(1.5).build(Shape.of(3), Initialization.of(DataType.FLOAT64, 1)))
                .at(x)
                .isCorrect();
    }

    @Property(tries = 50)
    void aroundAKink(@ForAll("besideZero") Tensor x) {
        assertThatGradient(relu())
                .at(x.doubles())
                .with(check -> check.allowKinks(1))
                .isCorrect();
    }

    @Provide
    Arbitrary<Tensor> besideZero() {
        return Tensors.of(Shape.of(6), Tensors.elementsAround(relu(), -2, 2));
    }

    /** What networks are drawn of. */
    static final class Ours implements Assembly {
        @Override
        public Arbitrary<LayerSpec> layers() {
            return Arbitraries.of(tanh(), new Snake(0.5), new Scale(1.5), dense(1), dense(3));
        }

        @Override
        public LayerSpec linear(int features) {
            return dense(features);
        }

        @Override
        public LayerSpec sequential(List<LayerSpec> layers) {
            return new Sequential(layers);
        }

        @Override
        public LayerSpec residual(List<LayerSpec> layers) {
            return new Residual(new Sequential(layers));
        }

        @Override
        public LayerSpec shared(List<LayerSpec> layers) {
            return Graph.inputs("x")
                    .layer("both", new Sequential(layers))
                    .call("once", "both", "x")
                    .call("twice", "both", "once")
                    .outputs("twice");
        }
    }

    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Networks.of(new Ours(), Shapes.ofRank(1, 4));
    }

    @Provide
    Arbitrary<RandomNetwork> layers() {
        return Networks.layers(new Ours(), Shapes.ofRanks(1, 2, 4));
    }

    @Property(tries = 50)
    void wholeNetworks(@ForAll("networks") RandomNetwork network, @ForAll long seed) {
        assertThatGradient(network.build(seed)).at(network.input(2, seed)).isCorrect();
    }

    @Property(tries = 50)
    void eachLayer(@ForAll("layers") RandomNetwork layer, @ForAll long seed) {
        assertThatGradient(layer.build(seed)).at(layer.input(2, seed)).isCorrect();
    }
}
