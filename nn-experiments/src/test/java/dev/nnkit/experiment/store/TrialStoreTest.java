package dev.nnkit.experiment.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Samples;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialStoreTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("trials.sqlite");
    }

    @Test
    void whatIsStoredIsReadAgain() {
        try (TrialStore store = TrialStore.open(file())) {
            assertTrue(store.add(Samples.record(1)));
            assertTrue(store.add(Samples.failed(2)));
            assertTrue(store.add(Samples.ofNumbers(3)));
            assertFalse(store.add(Samples.record(1)), "a trial is stored once");
        }
        try (TrialStore store = TrialStore.openExisting(file())) {
            assertEquals(
                    Optional.of(Samples.record(1)),
                    store.find(Samples.record(1).trial().identity()));
            assertEquals(
                    List.of(Samples.record(1), Samples.failed(2), Samples.ofNumbers(3)), store.find(TrialFilter.all()));
            assertEquals(Optional.empty(), store.find("none"));
        }
        assertEquals(List.of("trials.sqlite"), List.of(folder.toFile().list()));
    }

    @Test
    void filtersNarrow() {
        try (TrialStore store = TrialStore.open(file())) {
            store.add(Samples.record(1));
            store.add(Samples.failed(2));
            TrialRecord first = Samples.record(1);
            assertEquals(
                    2,
                    store.find(TrialFilter.all().network("TANH").data("moon").optimizer("adam"))
                            .size());
            assertEquals(List.of(first), store.find(TrialFilter.all().seed(1L).purpose(Purpose.FINAL)));
            assertEquals(
                    List.of(Samples.failed(2)), store.find(TrialFilter.all().failed()));
            assertEquals(List.of(), store.find(TrialFilter.all().purpose(Purpose.TUNING)));
            assertEquals(List.of(), store.find(TrialFilter.all().network("100%")));
            String identity = first.trial().identity();
            assertEquals(List.of(first), store.find(TrialFilter.all().beginning(identity.substring(0, 9))));
            String configuration = first.trial().configuration();
            assertEquals(
                    2,
                    store.find(TrialFilter.all().beginning(configuration.substring(0, 9)))
                            .size());
            assertEquals(List.of(), store.find(TrialFilter.all().beginning("' OR 1=1 --")));
        }
    }

    @Test
    void whatIsDeletedIsGoneEverywhere() throws SQLException {
        try (TrialStore store = TrialStore.open(file())) {
            store.add(Samples.record(1));
            store.add(Samples.record(2));
            assertEquals(1, store.delete(TrialFilter.all().seed(1L)));
            assertEquals(List.of(Samples.record(2)), store.find(TrialFilter.all()));
            store.delete(TrialFilter.all());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String table : List.of("trial", "epoch", "health", "finding")) {
                assertEquals(
                        0,
                        statement.executeQuery("SELECT count(*) FROM " + table).getInt(1),
                        table);
            }
        }
    }

    @Test
    void theDocsTellEveryColumn() throws SQLException, IOException {
        String docs = Files.readString(Path.of("..", "docs", "experiments.md"));
        TrialStore.open(file()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            ResultSet columns =
                    statement.executeQuery("SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
                            + " WHERE t.type = 'table' ORDER BY 1, 2");
            int count = 0;
            while (columns.next()) {
                count++;
                assertTrue(docs.contains("`" + columns.getString(1) + "`"), columns.getString(1));
                assertTrue(docs.contains("`" + columns.getString(2) + "`"), columns.getString(2));
            }
            assertEquals(37 + 6 + 15 + 8, count);
        }
    }

    @Test
    void jsonLinesHoldEverything() throws IOException {
        Path lines = folder.resolve("trials.jsonl");
        try (TrialStore store = TrialStore.open(file())) {
            store.add(Samples.failed(2));
            store.add(Samples.record(1));
            store.writeJsonLines(lines, TrialFilter.all());
        }
        assertEquals(
                List.of(Samples.record(1), Samples.failed(2)),
                Files.readAllLines(lines).stream().map(TrialRecord::parse).toList());
    }

    /** Several connections stand for several processes: SQLite treats them alike. */
    @Test
    void severalWritersDoNotDisturbEachOther() throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int offset = writer;
            Thread thread = new Thread(() -> {
                try (TrialStore store = TrialStore.open(file())) {
                    for (int i = 0; i < 10; i++) {
                        store.add(Samples.record(i / 2 * 4 + offset));
                    }
                }
            });
            thread.start();
            writers.add(thread);
        }
        for (Thread writer : writers) {
            writer.join();
        }
        try (TrialStore store = TrialStore.open(file())) {
            List<TrialRecord> all = store.find(TrialFilter.all());
            assertEquals(20, all.size());
            for (int seed = 0; seed < 20; seed++) {
                assertEquals(Samples.record(seed), all.get(seed));
            }
        }
    }

    private String message() {
        return assertThrows(StoreException.class, () -> TrialStore.open(file()))
                .getMessage()
                .replace(file().toString(), "FILE");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndKept() throws IOException {
        Files.writeString(file(), "epoch,loss\n1,0.5\n".repeat(100));
        assertEquals("FILE: is not a store of trials: it is no SQLite database. Give another file.", message());
        assertEquals(1700, Files.size(file()));
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndKept() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE bookmark (url TEXT)");
        }
        assertEquals(
                "FILE: is a SQLite database, but not one of nnkit's trials: it was made by another program. Give"
                        + " another file.",
                message());
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        TrialStore.open(file()).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertEquals(2, statement.executeQuery("PRAGMA user_version").getInt(1));
            statement.executeUpdate("PRAGMA user_version = 3");
        }
        assertEquals(
                "FILE: has schema version 3 but this nnkit reads version 2. Use the nnkit that made it, or give another"
                        + " file.",
                message());
    }

    /** Version 1 had no column for the rows' shares. */
    @Test
    void anOlderSchemaIsBroughtUpToDate() throws SQLException {
        try (TrialStore store = TrialStore.open(file())) {
            store.add(Samples.record(1));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("ALTER TABLE trial DROP COLUMN test_shares");
            statement.executeUpdate("PRAGMA user_version = 1");
        }
        for (int time = 0; time < 2; time++) {
            try (TrialStore store = TrialStore.open(file())) {
                assertEquals(
                        time == 0 ? List.of(Samples.record(1)) : List.of(Samples.record(1), Samples.ofNumbers(2)),
                        store.find(TrialFilter.all()));
                store.add(Samples.ofNumbers(2));
            }
        }
    }

    @Test
    void aDamagedFileIsTold() throws IOException {
        try (TrialStore store = TrialStore.open(file())) {
            for (int seed = 0; seed < 10; seed++) {
                store.add(Samples.record(seed));
            }
        }
        byte[] bytes = Files.readAllBytes(file());
        for (int i = 2048; i < bytes.length; i++) {
            bytes[i] = 0x5A;
        }
        Files.write(file(), bytes);
        StoreException e = assertThrows(StoreException.class, () -> {
            try (TrialStore store = TrialStore.open(file())) {
                store.find(TrialFilter.all());
            }
        });
        assertTrue(e.getMessage().contains(": is damaged: SQLite cannot read it any more"), e.getMessage());
    }

    @Test
    void whatIsNotThereIsTold() {
        assertEquals(
                file() + ": there is no such store of trials. nn compare makes one; --store names it.",
                assertThrows(StoreException.class, () -> TrialStore.openExisting(file()))
                        .getMessage());
        Path deep = folder.resolve("no").resolve("trials.sqlite");
        assertEquals(
                deep + ": cannot be written: its folder does not exist.",
                assertThrows(StoreException.class, () -> TrialStore.open(deep)).getMessage());
    }
}
