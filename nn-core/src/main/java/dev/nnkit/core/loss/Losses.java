package dev.nnkit.core.loss;

import dev.nnkit.api.Registry;
import java.util.List;
import java.util.OptionalInt;

/** All losses by the names that the command line knows. */
public final class Losses {
    private Losses() {}

    public static MeanSquaredError meanSquaredError() {
        return new MeanSquaredError();
    }

    /** Summed over the elements of an example, where {@link #meanSquaredError} takes the mean. */
    public static HalfSumOfSquares halfSumOfSquares() {
        return new HalfSumOfSquares();
    }

    public static MeanAbsoluteError meanAbsoluteError() {
        return new MeanAbsoluteError();
    }

    /** With delta 1. */
    public static Huber huber() {
        return new Huber(Huber.DELTA);
    }

    /** @param delta the error from which the loss is linear */
    public static Huber huber(double delta) {
        return new Huber(delta);
    }

    /** On logits, not on probabilities. */
    public static BinaryCrossEntropy binaryCrossEntropy() {
        return new BinaryCrossEntropy();
    }

    /** On logits, not on probabilities; without smoothing, every label and every class counting the same. */
    public static SoftmaxCrossEntropy softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy(0, OptionalInt.empty(), List.of());
    }

    public static void register(Registry registry) {
        registry.loss("meanSquaredError", MeanSquaredError.class, arguments -> meanSquaredError());
        registry.loss("halfSumOfSquares", HalfSumOfSquares.class, arguments -> halfSumOfSquares());
        registry.loss("meanAbsoluteError", MeanAbsoluteError.class, arguments -> meanAbsoluteError());
        registry.loss("huber", Huber.class, Huber::read);
        registry.loss("binaryCrossEntropy", BinaryCrossEntropy.class, arguments -> binaryCrossEntropy());
        registry.loss("softmaxCrossEntropy", SoftmaxCrossEntropy.class, SoftmaxCrossEntropy::read);
    }
}
