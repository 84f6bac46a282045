/**
 * Suites of JUnit tests that hold for every layer, join, activation, loss, optimizer, schedule and kernels: extend one,
 * give it what to test, and each of its tests is run on each of your cases.
 *
 * <p>Start with {@link dev.nnkit.gradcheck.junit.LayerContract} and {@link dev.nnkit.gradcheck.junit.Cases}.
 */
@NullMarked
package dev.nnkit.gradcheck.junit;

import org.jspecify.annotations.NullMarked;
