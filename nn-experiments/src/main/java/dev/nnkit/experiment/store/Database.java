package dev.nnkit.experiment.store;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One connection to a SQLite file that is, or becomes, a store of trials. */
final class Database implements AutoCloseable {
    /** "nnkt": what a file says it is. */
    private static final int APPLICATION = 0x6E6E6B74;

    private static final int VERSION = 2;
    /** What makes a store of version 1 one of version 2, and so on. */
    private static final List<String> UPGRADES = List.of("ALTER TABLE trial ADD COLUMN test_shares TEXT");

    private static final int BUSY_MILLIS = 60_000;

    /** Something that is done with the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Connection connection;

    private Database(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    static Database open(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StoreException(file + ": cannot be written: its folder does not exist.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // A reader that becomes a writer in the middle of a transaction could be refused at once, without any waiting.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        try {
            Database database = new Database(file, config.createConnection("jdbc:sqlite:" + file));
            database.prepare();
            return database;
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private void prepare() throws SQLException {
        try {
            connection.setAutoCommit(false);
            inTransaction(unused -> {
                if (isEmpty()) {
                    create();
                } else {
                    requireOurs();
                }
                return file;
            });
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private boolean isEmpty() throws SQLException {
        return number("SELECT count(*) FROM sqlite_master") == 0 && number("PRAGMA application_id") == 0;
    }

    private void create() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : Splitter.on(";\n").omitEmptyStrings().split(schema())) {
                statement.executeUpdate(command);
            }
            statement.executeUpdate("PRAGMA application_id = " + APPLICATION);
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
        }
    }

    private static String schema() {
        try (InputStream in = Objects.requireNonNull(Database.class.getResourceAsStream("schema.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of nn-experiments cannot be read", e);
        }
    }

    private void requireOurs() throws SQLException {
        if (number("PRAGMA application_id") != APPLICATION) {
            throw new StoreException(file + ": is a SQLite database, but not one of nnkit's trials: it was made by"
                    + " another program. Give another file.");
        }
        int version = number("PRAGMA user_version");
        if (version < 1 || version > VERSION) {
            throw new StoreException(file + ": has schema version " + version + " but this nnkit reads version "
                    + VERSION + ". Use the nnkit that made it, or give another file.");
        }
        if (version < VERSION) {
            upgrade(version);
        }
    }

    private void upgrade(int version) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : UPGRADES.subList(version - 1, UPGRADES.size())) {
                statement.executeUpdate(command);
            }
            statement.executeUpdate("PRAGMA user_version = " + VERSION);
        }
    }

    private int number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /** Does all of it or nothing. */
    synchronized <T> T transaction(Work<T> work) {
        try {
            return inTransaction(work);
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private <T> T inTransaction(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(file, e);
        }
    }

    private static StoreException failure(Path file, SQLException cause) {
        return new StoreException(file + ": " + reason(cause), cause);
    }

    private static String reason(SQLException cause) {
        SQLiteErrorCode code =
                cause instanceof SQLiteException exception ? exception.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xFF)) {
            case SQLITE_NOTADB -> "is not a store of trials: it is no SQLite database. Give another file.";
            case SQLITE_CORRUPT ->
                "is damaged: SQLite cannot read it any more (" + code.message
                        + "). sqlite3 FILE .recover saves what is left.";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                "is locked by another program, for more than " + BUSY_MILLIS / 1000
                        + " seconds. Try again when it has ended.";
            case SQLITE_FULL -> "cannot be written: the disk is full. Free some space; what is in it is safe.";
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                "cannot be opened for writing (" + code.message + ").";
            default -> "SQLite failed: " + cause.getMessage() + ".";
        };
    }
}
