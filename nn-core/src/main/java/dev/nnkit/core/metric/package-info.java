/**
 * What is looked at while a network learns, beside the loss. Start with {@link dev.nnkit.core.metric.Metric};
 * {@link dev.nnkit.core.metric.Accuracy} is the simplest one.
 */
@NullMarked
package dev.nnkit.core.metric;

import org.jspecify.annotations.NullMarked;
