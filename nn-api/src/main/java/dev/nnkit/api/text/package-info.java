/**
 * The text of a network and of all that can be named in it: {@code dense(128) relu head: dense(10)}. What
 * {@code toString} prints with {@link dev.nnkit.api.text.SpecText} is what {@link dev.nnkit.api.text.CallParser} reads.
 *
 * <p>Start with {@link dev.nnkit.api.text.Arguments}, which a plug-in's reader gets.
 */
@NullMarked
package dev.nnkit.api.text;

import org.jspecify.annotations.NullMarked;
