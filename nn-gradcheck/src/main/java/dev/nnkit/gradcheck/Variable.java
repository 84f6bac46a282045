package dev.nnkit.gradcheck;

import dev.nnkit.api.Tensor;

/**
 * Something that a function depends on and whose derivative is checked. Its elements are moved while differences are
 * taken, and put back to the bit.
 *
 * @param name {@code input}, or a parameter's path
 * @param values FLOAT64
 * @param isInput whether it belongs to the call, so that its first axis is the batch; otherwise it is a parameter
 * @param domain where its elements may be moved to
 */
record Variable(String name, Tensor values, boolean isInput, Domain domain) {}
