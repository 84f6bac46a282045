package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Generators;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.report.ComparisonHtml;
import dev.nnkit.experiment.statistics.Criteria;
import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison in a process that is killed at random moments and started again: nothing is lost, and nothing differs. */
class KilledTest {
    private static final int TRIALS = 2 * 6 * 3 + 2 * 6;

    @TempDir
    Path folder;

    private static Comparison compare(Path store, ComparisonListener listener) {
        return Comparison.of(network("dense(16) ? dense(2)"))
                .on(Generators.moons(400, 1), Generators.moons(100, 2))
                .activations("relu", "tanh")
                .epochs(20)
                .batch(8)
                .seeds(6)
                .rateGrid(3)
                .executor(new LocalThreads(2))
                .store(store)
                .listener(listener)
                .run();
    }

    /**
     * What is killed. Prints a line for each trial that is in the store; at the end, writes the result beside it and prints how
     * many trials it ran.
     */
    public static void main(String[] args) {
        Path store = Path.of(args[0]);
        Comparison comparison = compare(store, new ComparisonListener() {
            @Override
            public void onTrial(TrialRecord record, boolean reused) {
                System.out.println(record.trial().identity());
            }
        });
        Conclusions conclusions = Conclusions.of(comparison, Criteria.standard());
        AtomicFile.write(beside(store, "html"), ComparisonHtml.of(comparison, conclusions, "the command"));
        AtomicFile.write(beside(store, "md"), new ComparisonText(comparison, conclusions).toMarkdown());
        AtomicFile.write(beside(store, "csv"), ComparisonCsv.of(comparison));
        System.out.println(comparison.ran());
    }

    private static Path beside(Path store, String ending) {
        return store.resolveSibling(store.getFileName().toString().replace("sqlite", ending));
    }

    @Test
    void threeKillsLoseNothing() throws IOException, InterruptedException {
        requireNothingLost(3, 1);
    }

    @Test
    @Tag("slow")
    void tenKillsLoseNothing() throws IOException, InterruptedException {
        requireNothingLost(10, 2);
    }

    private void requireNothingLost(int kills, long seed) throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.sqlite");
        Path killed = folder.resolve("killed.sqlite");
        assertEquals(TRIALS, runToTheEnd(whole));
        Random random = new Random(seed);
        int kept = 0;
        for (int kill = 0; kill < kills; kill++) {
            int moment = kept + random.nextInt(TRIALS / (kills + 1)) + 1;
            List<String> told = killAfter(moment, random.nextInt(20), killed);
            try (TrialStore store = TrialStore.openExisting(killed)) {
                told.forEach(identity -> assertTrue(store.find(identity).isPresent(), "a finished trial was lost"));
                kept = store.find(TrialFilter.all()).size();
            }
        }
        assertTrue(kept < TRIALS, "the last kill came too late to tell anything");
        assertEquals(TRIALS - kept, runToTheEnd(killed));
        assertEquals(contents(whole), contents(killed));
        for (String ending : List.of("html", "md", "csv")) {
            assertEquals(report(whole, ending), report(killed, ending), ending);
        }
    }

    /** Byte for byte, apart from the one line that has times. */
    private static String report(Path store, String ending) throws IOException {
        return Files.readString(beside(store, ending)).replaceAll("<section id=\"times\">.*\n.*\n.*", "");
    }

    private static Process start(Path store) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTest.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Returns how many trials it ran. */
    private static int runToTheEnd(Path store) throws IOException, InterruptedException {
        Process process = start(store);
        try (BufferedReader out = process.inputReader()) {
            List<String> lines = out.lines().toList();
            assertEquals(0, process.waitFor());
            assertEquals(TRIALS + 1, lines.size());
            return Integer.parseInt(lines.get(TRIALS));
        }
    }

    /** Returns the identities of the trials that the process said to have stored. */
    private static List<String> killAfter(int trials, int millisLater, Path store)
            throws IOException, InterruptedException {
        Process process = start(store);
        List<String> told = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            while (told.size() < trials) {
                told.add(out.readLine());
            }
            Thread.sleep(millisLater);
            process.destroyForcibly();
        }
        process.waitFor();
        return told;
    }

    /** All that is stored but when and how long. */
    private static List<String> contents(Path file) {
        try (TrialStore store = TrialStore.openExisting(file)) {
            return store.find(TrialFilter.all()).stream()
                    .map(record ->
                            new TrialRecord(record.trial(), record.result(), record.provenance(), "", 0).toJson())
                    .toList();
        }
    }
}
