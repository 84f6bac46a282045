/** Comparisons of networks: the same seeds for every variant, the same tuning, and an answer with statistics. */
@NullMarked
package dev.nnkit.experiment;

import org.jspecify.annotations.NullMarked;
