package dev.nnkit.experiment.store;

import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.experiment.trial.TrialRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trials that were run, in one SQLite file. Each is added in a transaction of its own, so that killing the process at any
 * moment loses none that was finished; several processes may write at once. A trial of an {@code identity} that is there is
 * not added again.
 *
 * <p>Thread-safe: calls wait for each other. All methods throw {@link StoreException} where the file cannot be read or
 * written.
 */
public final class TrialStore implements AutoCloseable {
    private static final String ORDER =
            " ORDER BY data_name, network, optimizer, learning_rate, configuration, purpose, seed, identity";

    private final Database database;

    private TrialStore(Database database) {
        this.database = database;
    }

    /**
     * Opens a store, or makes one where there is no file.
     *
     * @throws StoreException if the file is something else, is damaged, or comes from a newer nnkit
     */
    public static TrialStore open(Path file) {
        return new TrialStore(Database.open(file));
    }

    /**
     * Opens a store that is there.
     *
     * @throws StoreException if it is not, or the file is something else, is damaged, or comes from a newer nnkit
     */
    public static TrialStore openExisting(Path file) {
        if (!Files.exists(file)) {
            throw new StoreException(
                    file + ": there is no such store of trials. nn compare makes one; --store names it.");
        }
        return open(file);
    }

    /** Adds a trial; returns false, and changes nothing, if it is there already. */
    public boolean add(TrialRecord record) {
        return database.transaction(connection -> TrialRows.insert(connection, record));
    }

    /** The trial of an identity, if it was run. */
    public Optional<TrialRecord> find(String identity) {
        return database.transaction(connection -> Row.read(
                        connection,
                        "SELECT * FROM trial WHERE identity = ?",
                        List.of(identity),
                        row -> TrialRows.read(connection, row))
                .stream()
                .findFirst());
    }

    /** Those of a filter, by data, network, optimizer, learning rate, purpose and seed. */
    public List<TrialRecord> find(TrialFilter filter) {
        return database.transaction(connection -> Row.read(
                connection,
                "SELECT * FROM trial" + filter.where() + ORDER,
                filter.arguments(),
                row -> TrialRows.read(connection, row)));
    }

    /** Takes those of a filter away for good, and returns how many there were. */
    public int delete(TrialFilter filter) {
        return database.transaction(connection -> {
            try (var statement = connection.prepareStatement("DELETE FROM trial" + filter.where())) {
                for (int i = 0; i < filter.arguments().size(); i++) {
                    statement.setObject(i + 1, filter.arguments().get(i));
                }
                return statement.executeUpdate();
            }
        });
    }

    /** Writes those of a filter as JSON lines, one {@link TrialRecord#toJson} each; the file is replaced as a whole. */
    public void writeJsonLines(Path file, TrialFilter filter) {
        List<TrialRecord> records = find(filter);
        AtomicFile.write(file, out -> {
            for (TrialRecord record : records) {
                out.write((record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
