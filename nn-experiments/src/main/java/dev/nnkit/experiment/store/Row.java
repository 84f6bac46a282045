package dev.nnkit.experiment.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are put into a table, column by column in the order of the schema. */
final class Row implements AutoCloseable {
    private final PreparedStatement statement;
    private int column;

    private Row(PreparedStatement statement) {
        this.statement = statement;
    }

    /** Rows whose key is there already are left out. */
    static Row into(Connection connection, String table, int columns) throws SQLException {
        String places = "?, ".repeat(columns - 1) + "?";
        return new Row(connection.prepareStatement("INSERT OR IGNORE INTO " + table + " VALUES (" + places + ")"));
    }

    Row add(@Nullable String text) throws SQLException {
        statement.setString(++column, text);
        return this;
    }

    Row add(@Nullable Long number) throws SQLException {
        statement.setObject(++column, number);
        return this;
    }

    Row add(long number) throws SQLException {
        statement.setLong(++column, number);
        return this;
    }

    /** SQLite has no NaN and makes it NULL. */
    Row add(double number) throws SQLException {
        statement.setDouble(++column, number);
        return this;
    }

    /** Returns 1, or 0 where the key was there. */
    int insert() throws SQLException {
        column = 0;
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /** Makes something of the row it stands on. */
    @FunctionalInterface
    interface Mapping<T> {
        T of(Reader row) throws SQLException;
    }

    /** Reads all rows of a query. */
    static <T> List<T> read(Connection connection, String query, List<?> arguments, Mapping<T> mapping)
            throws SQLException {
        List<T> result = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.size(); i++) {
                statement.setObject(i + 1, arguments.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                Reader reader = new Reader(rows);
                while (rows.next()) {
                    result.add(mapping.of(reader));
                }
            }
        }
        return result;
    }

    /** The row that a result stands on. */
    record Reader(ResultSet rows) {
        String text(String name) throws SQLException {
            String text = rows.getString(name);
            if (text == null) {
                throw new StoreException("a store of trials: column " + name + " of a row is empty. The row was"
                        + " changed by another program; delete it.");
            }
            return text;
        }

        int integer(String name) throws SQLException {
            return rows.getInt(name);
        }

        long whole(String name) throws SQLException {
            return rows.getLong(name);
        }

        /** NaN for NULL. */
        double number(String name) throws SQLException {
            double number = rows.getDouble(name);
            return rows.wasNull() ? Double.NaN : number;
        }

        boolean isNull(String name) throws SQLException {
            return rows.getObject(name) == null;
        }

        <E extends Enum<E>> E constant(String name, Class<E> kind) throws SQLException {
            String text = text(name);
            for (E each : kind.getEnumConstants()) {
                if (each.name().equals(text)) {
                    return each;
                }
            }
            throw new StoreException("a store of trials: column " + name + " holds " + text + ", which this nnkit does"
                    + " not know. Use the nnkit that wrote it.");
        }
    }
}
