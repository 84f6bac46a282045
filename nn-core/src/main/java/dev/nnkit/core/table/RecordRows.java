package dev.nnkit.core.table;

import dev.nnkit.core.data.DataException;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records as rows of a table: their components are its columns, in the texts that a file would hold, so that they go the
 * way of a file's rows and nothing is decided twice.
 */
final class RecordRows {
    private final List<? extends Record> records;
    private final Class<?> type;
    private final RecordComponent[] components;

    private RecordRows(List<? extends Record> records, Class<?> type) {
        this.records = records;
        this.type = type;
        this.components = type.getRecordComponents();
        for (RecordComponent component : components) {
            requireColumn(component);
            open(component);
        }
    }

    /**
     * @throws IllegalArgumentException if there are no records, they are of several types, or one has a component that is no
     *     number, text, boolean or constant of an enum, or that cannot be reached
     */
    static RecordRows of(List<? extends Record> records) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("records: there must be at least 1 but there are none.");
        }
        return new RecordRows(records, records.get(0).getClass());
    }

    private void requireColumn(RecordComponent component) {
        Class<?> value = component.getType();
        boolean fits = (value.isPrimitive() && value != void.class)
                || Number.class.isAssignableFrom(value)
                || CharSequence.class.isAssignableFrom(value)
                || value.isEnum()
                || value == Boolean.class
                || value == Character.class;
        if (!fits) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + ": a component must be a number, a text, a boolean"
                            + " or an enum but " + component.getName() + " is " + value.getSimpleName()
                            + ". Make a record of what is to be learned from.");
        }
    }

    /** Records are often private, or nested in a class that is. */
    private void open(RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    type.getSimpleName() + ": its components cannot be reached. Open " + type.getPackageName()
                            + " to dev.nnkit.core in the module-info, or make the record and its package public.",
                    e);
        }
    }

    /** What messages begin with. */
    Path source() {
        return Path.of(type.getSimpleName());
    }

    List<String> header() {
        return Arrays.stream(components).map(RecordComponent::getName).toList();
    }

    /** Gives all records to {@code user}, in their order; the row is overwritten by the next. */
    void forEach(Consumer<CsvRow> user) {
        CsvRow row = new CsvRow(source(), "row");
        long place = 0;
        for (Record each : records) {
            if (each.getClass() != type) {
                throw new IllegalArgumentException("records: all must be of one type, " + type.getSimpleName()
                        + ", but row " + place + " is of " + each.getClass().getSimpleName() + ".");
            }
            row.begin(place++);
            for (RecordComponent component : components) {
                row.add(value(each, component));
            }
            user.accept(row);
        }
    }

    private @Nullable Object value(Record each, RecordComponent component) {
        try {
            return component.getAccessor().invoke(each);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new DataException(source(), "its component " + component.getName() + " cannot be read.", e);
        }
    }
}
