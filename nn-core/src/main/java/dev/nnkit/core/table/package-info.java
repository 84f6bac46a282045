/**
 * Tables of named columns: CSV files, what is decided about their columns, and the numbers that networks get from them.
 *
 * <p>Start with {@link dev.nnkit.core.table.CsvFile}; what was decided is {@link dev.nnkit.core.table.Columns}, which
 * is saved with the model.
 */
@NullMarked
package dev.nnkit.core.table;

import org.jspecify.annotations.NullMarked;
