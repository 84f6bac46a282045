package dev.nnkit.experiment;

import static dev.nnkit.experiment.NetworkTemplate.network;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.data.Generators;
import dev.nnkit.experiment.execution.LocalThreads;
import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.BufferedReader;
import java.io.IOException;
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

    /** What is killed. Prints a line for each trial that is in the store. */
    public static void main(String[] args) {
        compare(Path.of(args[0]), new ComparisonListener() {
            @Override
            public void onTrial(TrialRecord record, boolean reused) {
                System.out.println(record.trial().identity());
            }
        });
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
        Comparison expected = compare(whole, new ComparisonListener() {});
        assertEquals(TRIALS, expected.ran());
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
        Comparison resumed = compare(killed, new ComparisonListener() {});
        assertEquals(kept, resumed.reused());
        assertEquals(timeless(expected), timeless(resumed));
        assertEquals(contents(whole), contents(killed));
    }

    /** Returns the identities of the trials that the process said to have stored. */
    private static List<String> killAfter(int trials, int millisLater, Path store)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTest.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
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

    private static List<String> timeless(Comparison comparison) {
        return comparison.variants().stream()
                .map(variant -> variant.variant().label() + " " + variant.learningRate() + " "
                        + timeless(variant.finals())
                        + variant.grid().stream()
                                .map(rate -> timeless(rate.trials()))
                                .toList())
                .toList();
    }

    private static List<String> contents(Path file) {
        try (TrialStore store = TrialStore.openExisting(file)) {
            return timeless(store.find(TrialFilter.all()));
        }
    }

    /** All that is stored but when and how long, and the flags of the child. */
    private static List<String> timeless(List<TrialRecord> records) {
        return records.stream()
                .map(record -> new TrialRecord(
                                record.trial(),
                                record.result(),
                                dev.nnkit.experiment.trial.Samples.record(1).provenance(),
                                "",
                                0)
                        .toJson())
                .toList();
    }
}
