package dev.nnkit.cli;

import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.LeastSquares;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the form that a network and a loss take.
 *
 * @param columns where the rows come from a table
 * @param notes what was decided about the data, and what is strange about them
 */
record Prepared(
        Split<? extends Examples> rows,
        TaskChoice choice,
        List<String> classNames,
        @Nullable Columns columns,
        List<String> notes) {
    /** More features would make the comparison take longer than the training. */
    private static final int MOST_FEATURES = 500;

    Model model(Network network) {
        return new Model(network, choice.task(), choice.loss(), classNames, columns);
    }

    /**
     * For numbers from a table: the R² on the test rows of ordinary least squares on all others, which needs no validation.
     */
    OptionalDouble leastSquares() {
        if (columns == null
                || choice.task() != Task.REGRESSION
                || columns.shape().last() > MOST_FEATURES) {
            return OptionalDouble.empty();
        }
        Examples validation = rows.validation();
        LeastSquares fitted =
                validation == null ? LeastSquares.fit(rows.train()) : LeastSquares.fit(rows.train(), validation);
        return OptionalDouble.of(fitted.rSquared(rows.test()));
    }
}
