package dev.nnkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.bench.hand.HandWritten;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.Trainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {
    /** Counted on paper: a multiplication and an addition for each weight and use of it. */
    @Test
    void operationsAreThoseOfTheProducts() {
        Map<String, Double> expected = Map.of(
                "W1", 2.0 * (2 * 8 + 3 * 4),
                "W2", 2.0 * (2 * 2048 + 3 * 2048 + 3 * 32),
                "W3", 2.0 * (2 * 100352 + 3 * 1280),
                "W4", 2.0 * (2 * 802816 + 3 * 1048576 + 3 * 10240),
                "W5", 2.0 * (2 * 576 * 200 + 3 * 64 * 3200 + 3 * 32768 + 3 * 1280),
                "W7", 2.0 * (28 * (2 * 60 * 128 + 32 * 128) + 3 * 320));
        for (Workload work : Workload.all()) {
            assertEquals(expected.get(work.name()), work.flops(), work.name());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"W1", "W2", "W3", "W5"})
    void theHandWrittenLoopsLearnWhatTheKitLearns(String name) {
        Workload work = Workload.named(name);
        Dataset data = work.data().get().slice(0, name.equals("W1") ? 4000 : 512);
        HandWritten byHand = work.byHand().orElseThrow().apply(data);
        int epochs = name.equals("W5") ? 3 : 8;
        double loss = Double.NaN;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            loss = byHand.epoch(epoch);
        }
        Network network = Network.build(work.network(), data.inputShape(), 1);
        double ours = Trainer.of(network, work.loss(), work.optimizer())
                .epochs(epochs)
                .batch(work.batch())
                .kernels(KernelChoice.named("scalar", 1))
                .fit(data)
                .last()
                .trainLoss();
        double first = name.equals("W1") ? Math.log(2) : name.equals("W2") ? 1 : Math.log(10);
        assertTrue(loss < 0.95 * first, name + " by hand: " + loss);
        assertTrue(ours < 0.95 * first, name + ": " + ours);
    }

    @Test
    void unknownNamesAreTold() {
        assertEquals(
                "bench: there is no workload \"W9\". Known: W1, W2, W3, W3-start, W4, W5, W6, W7.",
                assertThrows(IllegalArgumentException.class, () -> Workload.named("W9"))
                        .getMessage());
        assertEquals(List.of("W1", "W2", "W3", "W3-start", "W4", "W5", "W6", "W7"), Bench.names());
    }
}
