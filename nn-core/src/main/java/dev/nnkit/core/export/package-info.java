/**
 * Networks for other programs: weights as PyTorch lays them out, in safetensors or CSV files and back, and Java source
 * that predicts without this library.
 *
 * <p>Start with {@link dev.nnkit.core.export.WeightFile} and {@link dev.nnkit.core.export.JavaSource}.
 */
@NullMarked
package dev.nnkit.core.export;

import org.jspecify.annotations.NullMarked;
