package dev.nnkit.gradcheck.jqwik;

import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;

import dev.nnkit.api.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties that do not hold, for {@link NetworksTest} to see how their counterexamples shrink. */
class NetworkShrinkingSample {
    static String smallestWrong = "";
    static String smallestResidual = "";
    static String smallestShared = "";
    static String smallestLong = "";
    static String smallestLayer = "";
    static String smallestWideLayer = "";

    @Provide
    Arbitrary<RandomNetwork> networks() {
        return Networks.of(new Toys(), Shapes.ofRank(1, 5));
    }

    /** Fails where "steep" stands, whose derivative is wrong. */
    @Property(seed = "42")
    void gradientsAreRight(@ForAll("networks") RandomNetwork network) {
        try {
            assertThatGradient(network.build(1)).at(network.input(2, 1)).isCorrect();
        } catch (AssertionError e) {
            smallestWrong = network.toString();
            throw e;
        }
    }

    @Property(seed = "42")
    boolean nothingIsResidual(@ForAll("networks") RandomNetwork network) {
        boolean bad = network.toString().contains("residual");
        smallestResidual = bad ? network.toString() : smallestResidual;
        return !bad;
    }

    @Property(seed = "42")
    boolean nothingIsShared(@ForAll("networks") RandomNetwork network) {
        boolean bad = network.toString().contains("shared");
        smallestShared = bad ? network.toString() : smallestShared;
        return !bad;
    }

    @Property(seed = "42")
    boolean outputsAreNarrow(@ForAll("networks") RandomNetwork network) {
        Shape output = network.build(1).outputShape(network.example());
        boolean bad = output.last() > 2;
        smallestLong = bad ? network.toString() : smallestLong;
        return !bad;
    }

    @Provide
    Arbitrary<RandomNetwork> layers() {
        return Networks.layers(new Toys(), Shapes.ofRank(1, 5));
    }

    @Property(seed = "42")
    void gradientsOfLayersAreRight(@ForAll("layers") RandomNetwork layer) {
        try {
            assertThatGradient(layer.build(1)).at(layer.input(2, 1)).isCorrect();
        } catch (AssertionError e) {
            smallestLayer = layer.toString();
            throw e;
        }
    }

    @Property(seed = "42")
    boolean layersAreNarrow(@ForAll("layers") RandomNetwork layer) {
        boolean bad = layer.build(1).outputShape(layer.example()).last() > 2;
        smallestWideLayer = bad ? layer.toString() : smallestWideLayer;
        return !bad;
    }
}
