package dev.nnkit.api;

import java.util.List;

/** The immutable description of a {@link Join}; all that is said of {@link LayerSpec} holds here. */
public interface JoinSpec {
    /**
     * Builds a finished join for examples of these shapes.
     *
     * @throws ShapeMismatchException if such examples cannot go in
     */
    Join build(List<Shape> examples, Initialization initialization);
}
