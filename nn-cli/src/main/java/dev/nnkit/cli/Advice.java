package dev.nnkit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What to try next. */
final class Advice {
    private Advice() {}

    /** @param outputs how many numbers the network gives for one example */
    static List<String> next(DataOptions source, Path model, int outputs) {
        List<String> lines = new ArrayList<>();
        lines.add("Try next:");
        lines.add("  nn summary " + model);
        if (source.kind() == DataKind.GENERATOR) {
            lines.add("  nn evaluate " + model + " --data " + source.data() + " --seed " + (source.seed() + 1)
                    + "    (rows that nobody has seen)");
        }
        if (source.kind() == DataKind.TABLE) {
            lines.add("  nn predict " + model + " " + source.data() + "    (the target need not be there)");
        }
        lines.add("  nn train --data " + source.data()
                + " ... --layers \"dense(64) gelu dropout(0.2) dense(64) gelu dense(" + outputs
                + ")\" --validation 0.1 --patience 3");
        lines.add("  nn layers    (all the words for --layers, --optimizer and --schedule)");
        return lines;
    }
}
