/** First values of weights. {@link dev.nnkit.core.initializer.Initializers} lists them. */
@NullMarked
package dev.nnkit.core.initializer;

import org.jspecify.annotations.NullMarked;
