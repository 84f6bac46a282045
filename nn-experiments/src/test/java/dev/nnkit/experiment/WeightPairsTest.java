package dev.nnkit.experiment;

import static dev.nnkit.experiment.Small.small;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.experiment.Small.Bent;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightPairsTest {
    @Test
    void weightsThatAreNoPairsAreTold() {
        String told =
                "Not all first weights are paired with those of relu, depth 1: relu, depth 2; tanh, depth 2 (2.weight"
                        + " has shape [4, 4], but [4, 2] there). Seeds still pair rows and their order. Draws belong to a path and a"
                        + " shape: where layers are the same but at another place, name them (head: dense(10)).";
        assertEquals(
                List.of(told),
                warnings(small("{dense(4) ?} dense(2)")
                        .activations("relu", "tanh")
                        .depths(1, 2)));
        assertEquals(
                List.of(told.replaceFirst("2.weight.*?there", "2.weight has shape [4, 4] and no counterpart there")),
                warnings(small("{dense(4) ?} head: dense(2)")
                        .activations("relu", "tanh")
                        .depths(1, 2)));
        assertEquals(
                List.of(told.replaceFirst(
                                "depth 1: .*?there\\)", "depth 2: depth 1 (without the 2.weight that is there)")
                        .replace("relu, ", "")),
                warnings(small("{dense(4) relu} head: dense(2)").depths(2, 1)));
        assertEquals(
                List.of(),
                warnings(small("{dense(4) ?} head: dense(2)")
                        .activations("relu", "tanh", new Bent(2))
                        .depths(2)));
    }

    private static List<String> warnings(ComparisonPlan plan) {
        return plan.rates(0.001, 0.01, 0.1).seeds(1).run().warnings().stream()
                .filter(warning -> !warning.contains("learning rate"))
                .toList();
    }
}
