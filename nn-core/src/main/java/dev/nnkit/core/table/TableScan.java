package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the first pass over a table gathers. */
final class TableScan {
    private final Path source;
    private final TableOptions options;
    private final Partitioner partitioner;
    private final int[] fields;
    /** Those of the features and, last, of the target. */
    private final List<ColumnStatistics> columns = new ArrayList<>();

    private final Map<Part, Long> counts = new EnumMap<>(Part.class);
    private long total;
    private long dropped;

    TableScan(Path source, TableOptions options, List<String> header) {
        this.source = source;
        this.options = options;
        this.partitioner = Partitioner.of(options.partition(), header, source);
        List<String> features = features(options, header);
        this.fields = new int[features.size() + 1];
        for (int i = 0; i < features.size(); i++) {
            String name = features.get(i);
            fields[i] = Header.require(header, name, source);
            columns.add(new ColumnStatistics(name, options.categories().contains(name)));
        }
        fields[features.size()] = Header.require(header, options.target(), source);
        columns.add(new ColumnStatistics(options.target(), true));
        for (String name : options.categories()) {
            if (!features.contains(name)) {
                throw new DataException(
                        source,
                        "categories: " + Problems.quoted(name) + " is none of the features: "
                                + Problems.listed(features) + ".");
            }
        }
    }

    private List<String> features(TableOptions options, List<String> header) {
        if (!options.features().isEmpty()) {
            return options.features();
        }
        String split = options.partition().columnName();
        List<String> others = header.stream()
                .filter(name -> !name.equals(options.target()) && !name.equals(split))
                .toList();
        if (others.isEmpty()) {
            throw new DataException(source, "has no columns beside " + Problems.listed(header) + " to predict from.");
        }
        return others;
    }

    void add(CsvRow row) {
        total++;
        Part part = partitioner.next(row);
        if (part == null) {
            return;
        }
        if (options.missing() == Missing.DROP && lacks(row)) {
            dropped++;
            return;
        }
        counts.merge(part, 1L, Long::sum);
        for (int i = 0; i < fields.length; i++) {
            if (row.isMissing(fields[i])) {
                columns.get(i).addMissing(row, fields[i]);
            } else {
                columns.get(i).add(row, fields[i], part);
            }
        }
    }

    private boolean lacks(CsvRow row) {
        for (int field : fields) {
            if (row.isMissing(field)) {
                return true;
            }
        }
        return false;
    }

    long total() {
        return total;
    }

    long dropped() {
        return dropped;
    }

    long rows(@Nullable Part part) {
        return counts.getOrDefault(part, 0L);
    }

    /** Parts that have rows, with their number. */
    Map<Part, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    Columns decide(int lastWidth) {
        int last = columns.size() - 1;
        return new Decision(source, options).decide(columns.subList(0, last), columns.get(last), lastWidth);
    }

    List<Feature> decideFeatures() {
        return new Decision(source, options).decide(columns.subList(0, columns.size() - 1));
    }

    int suggestedWidth() {
        ColumnStatistics target = columns.get(columns.size() - 1);
        int labels = target.labels().size();
        boolean classes = target.isNumeric()
                ? target.isFewWholeNumbers() && labels <= ColumnStatistics.FEW_NUMBERS
                : !target.hasTooManyLabels();
        return classes ? Math.max(1, labels) : 1;
    }
}
