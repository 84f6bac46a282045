package dev.nnkit.experiment.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.network.Sequential;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Samples;
import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialData;
import dev.nnkit.experiment.trial.TrialResult;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ExecutorsTest {
    private final TrialData moons = Samples.moons();
    private final List<Trial> trials = LongStream.rangeClosed(1, 6)
            .mapToObj(seed -> Samples.trial(moons, seed, Purpose.FINAL))
            .toList();

    private Map<Long, TrialResult> results(TrialExecutor executor) {
        Map<Long, TrialResult> results = new TreeMap<>();
        executor.execute(
                trials, Supplies.of(moons), record -> results.put(record.trial().seed(), record.result()));
        return results;
    }

    @Test
    void threadsAndProcessesGiveTheBitsOfOneAfterAnother() {
        Map<Long, TrialResult> oneByOne = results(new LocalThreads(1));
        assertEquals(6, oneByOne.size());
        assertEquals(oneByOne, results(new LocalThreads(3)));
        assertEquals(oneByOne, results(new SeparateProcesses(2, List.of("-XX:TieredStopAtLevel=1"))));
    }

    @Test
    void whatExistsOnlyHereCannotBeSent() {
        Supplies given = new Supplies(moons, Map.of(Samples.NETWORK, Sequential.parse("dense(2)")));
        assertEquals(
                "separate processes: the network \"dense(8) tanh dense(2)\" has a layer that exists only as an object"
                        + " of this process: its text does not read back. Register it by a Plugin, or run the trials in"
                        + " local threads.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new SeparateProcesses(1, List.of()).execute(trials, given, record -> {}))
                        .getMessage());
    }

    @Test
    void aProcessThatCannotStartSaysWhy() {
        UncheckedIOException e = assertThrows(
                UncheckedIOException.class,
                () -> new SeparateProcesses(1, List.of("-XX:NoSuchOption"))
                        .execute(trials, Supplies.of(moons), record -> {}));
        assertTrue(e.getMessage().contains("NoSuchOption"), e.getMessage());
    }

    @Test
    void theFirstFaultEndsAll() {
        Trial wrong = new Trial(
                "dense(8) tanh dense(2) nonsense", trials.get(0).settings(), moons.reference(), 1, Purpose.FINAL);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new LocalThreads(2)
                                .execute(List.of(wrong, trials.get(0)), Supplies.of(moons), record -> {}))
                .getMessage()
                .contains("nonsense"));
    }

    @Test
    void thereMustBeSomebodyToWork() {
        assertEquals(
                "local threads: there must be 1 or more but 0 are wanted.",
                assertThrows(IllegalArgumentException.class, () -> new LocalThreads(0))
                        .getMessage());
        assertEquals(
                "separate processes: there must be 1 or more but 0 are wanted.",
                assertThrows(IllegalArgumentException.class, () -> new SeparateProcesses(0, List.of()))
                        .getMessage());
    }
}
