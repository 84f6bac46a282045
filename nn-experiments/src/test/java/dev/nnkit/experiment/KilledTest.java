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
        int finished = 0;
        for (int kill = 0; kill < kills; kill++) {
            int moment = finished + 1 + random.nextInt(TRIALS / (kills + 1));
            finished = Math.max(finished, killAfter(moment, random.nextInt(20), killed));
        }
        int reusable = finished;
        Comparison resumed = compare(killed, new ComparisonListener() {});
        assertTrue(resumed.reused() >= reusable, resumed.reused() + " of " + reusable);
        assertTrue(resumed.ran() > 0, "the last kill came too late to tell anything");
        assertEquals(timeless(expected), timeless(resumed));
        assertEquals(contents(whole), contents(killed));
    }

    /** Returns how many trials the process said to have stored. */
    private int killAfter(int trials, int millisLater, Path store) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTest.class.getName(),
                        store.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int seen = 0;
        try (BufferedReader out = process.inputReader()) {
            while (seen < trials && out.readLine() != null) {
                seen++;
            }
            Thread.sleep(millisLater);
            process.destroyForcibly();
            while (out.readLine() != null) {
                seen++;
            }
        }
        process.waitFor();
        return seen;
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
