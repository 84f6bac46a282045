/**
 * What goes wrong in training, told from figures that are measured layer by layer.
 *
 * <p>Start with {@link dev.nnkit.core.diagnosis.Doctor}, which says it in sentences;
 * {@link dev.nnkit.core.diagnosis.HealthRecorder} keeps the figures.
 */
@NullMarked
package dev.nnkit.core.diagnosis;

import org.jspecify.annotations.NullMarked;
