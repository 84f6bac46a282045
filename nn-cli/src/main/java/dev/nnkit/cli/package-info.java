/**
 * The command line: {@code nn train | evaluate | predict | summary | export | import | layers | demo}. Start with
 * {@link dev.nnkit.cli.Main}; each command is one class.
 */
@NullMarked
package dev.nnkit.cli;

import org.jspecify.annotations.NullMarked;
