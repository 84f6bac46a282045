package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import java.util.List;

/**
 * Examples whose floating inputs are changed anew in every pass, for training: {@code Augmented.of(training, 1, shift(2),
 * rotate(10), flip())}. Each input goes through the augmentations that fit its shape, in the order given; targets and
 * whole numbers stay.
 *
 * <p>What is drawn for an example is a function of the seed, the epoch and its place in the pass: neither the size of
 * batches nor where a run was resumed changes a bit. Immutable; memory for one batch and two examples in each pass.
 */
public final class Augmented implements Examples {
    private final Examples source;
    private final long seed;
    private final List<Augmentation> augmentations;

    private Augmented(Examples source, long seed, List<Augmentation> augmentations) {
        this.source = source;
        this.seed = seed;
        this.augmentations = List.copyOf(augmentations);
    }

    /** Examples from memory or from a file, with some augmentations. */
    public static Augmented of(Examples examples, long seed, Augmentation... augmentations) {
        return of(examples, seed, List.of(augmentations));
    }

    /** @throws IllegalArgumentException if an augmentation fits no input, or does not say by toString what it is */
    public static Augmented of(Examples examples, long seed, List<Augmentation> augmentations) {
        augmentations.forEach(augmentation -> check(augmentation, examples.inputShapes()));
        return new Augmented(examples, seed, augmentations);
    }

    private static void check(Augmentation augmentation, List<Shape> inputs) {
        String text = augmentation.toString();
        String nothingSaid =
                augmentation.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(augmentation));
        if (text.equals(nothingSaid)) {
            throw new IllegalArgumentException("augmentation: " + text + " does not tell its settings, so a resumed run"
                    + " could not know that they are the same. Make it a record, or give it a toString.");
        }
        if (inputs.stream().noneMatch(augmentation::fits)) {
            throw new IllegalArgumentException("augmentation: " + text + " fits no input: their examples have shapes "
                    + inputs + ". Images must have shape [height, width, channels].");
        }
    }

    @Override
    public List<Shape> inputShapes() {
        return source.inputShapes();
    }

    @Override
    public List<Shape> targetShapes() {
        return source.targetShapes();
    }

    @Override
    public long count() {
        return source.count();
    }

    @Override
    public Augmented as(DataType type) {
        return new Augmented(source.as(type), seed, augmentations);
    }

    @Override
    public long fingerprint() {
        return RandomStream.hash(this + " " + source.fingerprint());
    }

    @Override
    public Pass open(boolean shuffled, long passSeed, int epoch) {
        RandomStream random = RandomStream.of(seed, "augmentation", epoch);
        return new AugmentedPass(source.open(shuffled, passSeed, epoch), augmentations, random);
    }

    /** Seed and augmentations. */
    @Override
    public String toString() {
        return "augmented with seed " + seed + ": " + augmentations;
    }
}
