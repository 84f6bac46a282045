/** What a handful of paired seeds can say about two variants, and what it cannot. */
@NullMarked
package dev.nnkit.experiment.statistics;

import org.jspecify.annotations.NullMarked;
