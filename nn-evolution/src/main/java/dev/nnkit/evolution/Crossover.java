package dev.nnkit.evolution;

/**
 * What a child inherits in one piece.
 *
 * @see <a href="https://www.ijcai.org/Proceedings/89-1/Papers/122.pdf">Montana, Davis 1989, section 3: crossover-weights,
 *     crossover-nodes</a>
 */
public enum Crossover {
    /** Each single weight comes from the one parent or from the other. */
    WEIGHTS,
    /**
     * All that leads into a neuron stays together: of the parameters of one layer, all elements with the same last index
     * (for {@code dense}, a column of the weight and its bias) come from the same parent. What a neuron has learned to
     * see survives.
     */
    NODES
}
