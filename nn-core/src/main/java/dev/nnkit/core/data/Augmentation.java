package dev.nnkit.core.data;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;

/**
 * A random change to an example that does not change what it stands for, so that a network sees more examples than there
 * are: {@link Augmentations} has those for images, {@link Augmented} applies them.
 *
 * <p>Implementations are records or the like: {@code toString} tells all settings, since it is how a resumed run knows
 * that they are the same. Nothing of a call is kept; any number of threads may use one.
 */
public interface Augmentation {
    /** Whether examples of this shape can be changed so. */
    boolean fits(Shape example);

    /**
     * Changes one example.
     *
     * @param from the example, row-major; not to be written; may be longer
     * @param into where the changed one goes, each of its elements; another array than {@code from}; may be longer
     * @param example a shape that fits
     * @param random what is drawn comes from here and from nowhere else
     */
    void apply(double[] from, double[] into, Shape example, RandomStream random);
}
