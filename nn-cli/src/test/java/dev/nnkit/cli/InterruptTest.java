package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class InterruptTest {
    private static final Pattern STOPPED = Pattern.compile("nn compare: stopped\\. (\\d+) of 60 trials are finished and"
            + " kept in trials\\.sqlite; the same command goes on from there\\.");

    @TempDir
    Path folder;

    /** Interrupts a process when it prints a line with this in it; returns all lines from there on. */
    private static List<String> interruptAt(String part, Process process) throws IOException, InterruptedException {
        List<String> rest = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.contains(part)) {
                line = out.readLine();
            }
            Child.interrupt(process);
            for (; line != null; line = out.readLine()) {
                assertFalse(line.contains("Exception"), line);
                rest.add(line);
            }
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        }
        assertEquals(130, process.exitValue());
        return rest;
    }

    @Test
    void trainingEndsWith130AndLeavesNoFile() throws IOException, InterruptedException {
        interruptAt(
                "epoch 2/",
                Child.interruptible(folder, "train", "--data", "moons", "--epochs", "1000000")
                        .start());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads", "--processes"})
    void aComparisonLosesNothingThatIsFinished(String where) throws IOException, InterruptedException {
        List<Object> compare = List.of(
                "compare",
                "--data",
                "moons",
                "--activations",
                "relu,tanh",
                "--seeds",
                "10",
                "--rates",
                "0.01,0.001",
                "--epochs",
                "2",
                where,
                "2");
        ProcessBuilder builder = Child.interruptible(folder, compare.toArray());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder);
        List<String> said = interruptAt(" of 60 trials, ", builder.start());
        Matcher stopped = STOPPED.matcher(said.get(said.size() - 1));
        assertTrue(stopped.matches(), said::toString);
        Path file = folder.resolve("trials.sqlite");
        int kept;
        try (TrialStore store = TrialStore.openExisting(file)) {
            kept = store.find(TrialFilter.all()).size();
        }
        // Between the sentence and the end of the process others may still end.
        assertTrue(kept >= Integer.parseInt(stopped.group(1)), kept + " were kept, but " + said);
        assertTrue(kept < 60, "it was stopped too late to tell anything");
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    0,
                    left.filter(path -> path.getFileName().toString().startsWith("nnkit-trials"))
                            .count());
        }
        Ran again = Ran.nn(Ran.join(compare, "--store", file));
        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().contains(60 - kept + " trials were run, " + kept + " reused from " + file), again.out());
    }
}
