package dev.nnkit.core.network;

import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a network is made of: a row for each layer, children below their container. {@code toString} is a table.
 *
 * @param rows the layers in order
 * @param parameters how many numbers the network holds, shared ones counted once
 * @param trainable how many of them training moves
 * @param bytes the memory that all of them take
 */
public record Summary(List<Row> rows, long parameters, long trainable, long bytes) {
    /**
     * One layer.
     *
     * @param path where it sits: the beginning of its parameters' paths
     * @param depth how many containers are around it
     * @param layer its text
     * @param output the shape of one example that comes out
     * @param parameters how many numbers it holds that no row above holds, children included
     * @param bytes the memory they take
     */
    public record Row(String path, int depth, String layer, Shape output, long parameters, long bytes) {}

    static Summary of(Body body) {
        List<Row> rows = new ArrayList<>();
        addRows(rows, "", 0, body.children(), new LinkedHashSet<>());
        List<Parameter> all = body.parameters();
        long trainable = all.stream()
                .filter(Parameter::isTrainable)
                .mapToLong(Parameter::size)
                .sum();
        return new Summary(List.copyOf(rows), count(all), trainable, bytes(all));
    }

    private static void addRows(List<Row> rows, String path, int depth, List<Child> children, Set<Parameter> seen) {
        for (Child child : children) {
            String childPath = path.isEmpty() ? child.name() : path + "." + child.name();
            List<Parameter> own =
                    child.parameters().stream().filter(p -> !seen.contains(p)).toList();
            rows.add(new Row(childPath, depth, child.text(), child.output(), count(own), bytes(own)));
            Layer layer = child.layer();
            if (layer instanceof Container container) {
                addRows(rows, childPath, depth + 1, container.children(), new LinkedHashSet<>(seen));
            }
            seen.addAll(child.parameters());
        }
    }

    private static long count(List<Parameter> parameters) {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }

    private static long bytes(List<Parameter> parameters) {
        return parameters.stream()
                .mapToLong(p -> (long) p.size() * p.value().type().bytes())
                .sum();
    }

    @Override
    public String toString() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"path", "layer", "output", "parameters", "bytes"});
        for (Row row : rows) {
            cells.add(new String[] {
                "  ".repeat(row.depth) + row.path,
                shortened(row.layer),
                row.output.toString(),
                number(row.parameters),
                number(row.bytes)
            });
        }
        int[] widths = new int[5];
        for (String[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : cells) {
            for (int i = 0; i < row.length; i++) {
                String padding = " ".repeat(widths[i] - row[i].length());
                text.append(i < 3 ? row[i] + padding : padding + row[i]).append(i < 4 ? "  " : "\n");
            }
        }
        return text.append(String.format(
                        Locale.ROOT,
                        "%s parameters, %s of them trainable, %s bytes",
                        number(parameters),
                        number(trainable),
                        number(bytes)))
                .toString();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
