/**
 * Trials that were run, in one SQLite file. Open {@link dev.nnkit.experiment.store.TrialStore} first; {@code schema.sql}
 * beside it is the schema, which docs/experiments.md explains.
 */
@NullMarked
package dev.nnkit.experiment.store;

import org.jspecify.annotations.NullMarked;
