package dev.nnkit.core.table;

import dev.nnkit.api.text.Suggestions;
import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Finds columns by name. */
final class Header {
    private Header() {}

    static int require(List<String> header, String name, Path source) {
        int index = header.indexOf(name);
        if (index < 0) {
            throw new DataException(
                    source,
                    "there is no column " + Problems.quoted(name) + "."
                            + Suggestions.nearest(name, Problems.plain(header)) + " It has: " + Problems.listed(header)
                            + ".");
        }
        return index;
    }

    /** The places of columns, all of which must be there; others may be, too. */
    static int[] requireAll(List<String> header, List<String> names, Path source) {
        List<String> lacking =
                names.stream().filter(name -> !header.contains(name)).toList();
        if (!lacking.isEmpty()) {
            throw new DataException(
                    source,
                    (lacking.size() == 1 ? "column " : "columns ")
                            + lacking.stream().limit(10).map(Problems::quoted).collect(Collectors.joining(", "))
                            + (lacking.size() > 10 ? " and " + (lacking.size() - 10) + " more" : "")
                            + (lacking.size() == 1 ? " is" : " are") + " missing. It has: " + Problems.listed(header)
                            + ".");
        }
        return names.stream().mapToInt(header::indexOf).toArray();
    }
}
