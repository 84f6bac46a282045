package dev.nnkit.experiment.trial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.DataType;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrialTest {
    private final Trial trial = Samples.trial(Samples.moons(), 3, Purpose.TUNING);

    @Test
    void aTrialIsReadAsItWasPrinted() {
        assertEquals(trial, Trial.parse(trial.toJson()));
    }

    @Test
    void aRecordIsReadAsItWasPrinted() {
        assertEquals(Samples.record(1), TrialRecord.parse(Samples.record(1).toJson()));
        assertEquals(Samples.failed(2), TrialRecord.parse(Samples.failed(2).toJson()));
        TrialRecord numbers = Samples.ofNumbers(3);
        assertEquals(numbers, TrialRecord.parse(numbers.toJson()));
        TestScore test = numbers.result().test();
        assertNotNull(test);
        assertArrayEquals(new double[] {0.25, 0.5, 0.75}, test.rowShares());
    }

    @Test
    void theIdentityIsPinned() {
        Trial fixed = new Trial("dense(2)", Samples.settings(), new DataReference("any", "00"), 1, Purpose.FINAL);
        assertEquals(
                "3da84cd07f390d4932e193a34787bb77fa51654333b5bd0907268324f54a8203",
                fixed.identity(),
                "every store would be of no use any more: raise the number in Trial.MEANING if that is meant");
    }

    @Test
    void everythingThatMattersIsPartOfTheIdentity() {
        TrainingSettings s = trial.settings();
        Set<String> identities = new HashSet<>();
        List<Trial> others = List.of(
                trial,
                trial.withSeed(4, Purpose.TUNING),
                trial.withSeed(3, Purpose.FINAL),
                new Trial("dense(2)", s, trial.data(), 3, Purpose.TUNING),
                new Trial(trial.network(), s, new DataReference("moons", "00"), 3, Purpose.TUNING),
                with("sgd", 0.01, "constant", 2, 16, 0.2, DataType.FLOAT32),
                with("adam", 0.02, "constant", 2, 16, 0.2, DataType.FLOAT32),
                with("adam", 0.01, "cosine", 2, 16, 0.2, DataType.FLOAT32),
                with("adam", 0.01, "constant", 3, 16, 0.2, DataType.FLOAT32),
                with("adam", 0.01, "constant", 2, 17, 0.2, DataType.FLOAT32),
                with("adam", 0.01, "constant", 2, 16, 0.1, DataType.FLOAT32),
                with("adam", 0.01, "constant", 2, 16, 0.2, DataType.FLOAT64));
        others.forEach(other -> identities.add(other.identity()));
        assertEquals(others.size(), identities.size());
    }

    private Trial with(
            String optimizer, double rate, String schedule, int epochs, int batch, double share, DataType precision) {
        TrainingSettings settings = new TrainingSettings(
                optimizer,
                rate,
                schedule,
                List.of("clipByNorm(1)"),
                "softmaxCrossEntropy",
                epochs,
                batch,
                share,
                precision,
                Score.ACCURACY);
        return new Trial(trial.network(), settings, trial.data(), 3, Purpose.TUNING);
    }

    @Test
    void theNameOfTheDataDoesNotMatter() {
        Trial renamed = new Trial(
                trial.network(),
                trial.settings(),
                new DataReference("other", trial.data().sha256()),
                3,
                Purpose.TUNING);
        assertEquals(trial.identity(), renamed.identity());
        assertNotEquals(trial, renamed);
    }

    @Test
    void aConfigurationIsWhatSeedsHaveInCommon() {
        assertEquals(trial.configuration(), trial.withSeed(99, Purpose.FINAL).configuration());
    }

    @Test
    void whatIsNoTrialIsTold() {
        assertEquals(
                "trial: must be an object of JSON but begins otherwise.",
                assertThrows(IllegalArgumentException.class, () -> Trial.parse("[1]"))
                        .getMessage());
        assertEquals(
                "trial: is not JSON: it breaks off or goes wrong.",
                assertThrows(IllegalArgumentException.class, () -> Trial.parse("{\"network\":"))
                        .getMessage());
        assertEquals(
                "trial: \"optimizer\" must be a text but is 3.",
                assertThrows(IllegalArgumentException.class, () -> Trial.parse("{\"optimizer\":3}"))
                        .getMessage());
        assertEquals(
                "trial: \"purpose\" must be one of [TUNING, FINAL] but is FUN.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Trial.parse(trial.toJson().replace("TUNING", "FUN")))
                        .getMessage());
        assertEquals(
                "trial: the batch size must be 1 or more but is 0.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Trial.parse(trial.toJson().replace("\"batchSize\":16", "\"batchSize\":0")))
                        .getMessage());
    }

    @Test
    void rowsAreRightBitByBit() {
        BitSet set = new BitSet();
        set.set(0);
        set.set(5);
        String digits = TestScore.digits(set, 6);
        assertEquals("12", digits);
        assertArrayEquals(
                new boolean[] {true, false, false, false, false, true},
                new TestScore(0, 0, 0, 6, digits, "").rightRows());
    }

    @Test
    void theLearningRateOfAnOptimizerIsTakenOutAndPutIn() {
        assertEquals("adam(beta1=0.8)", OptimizerText.withoutRate("adam(0.3, beta1=0.8)"));
        assertEquals(0.3, OptimizerText.rate("adam(0.3, beta1=0.8)"));
        assertEquals(0.001, OptimizerText.rate("adam"));
        assertEquals("adam(learningRate=0.01, beta1=0.8)", OptimizerText.withRate("adam(beta1=0.8)", 0.01));
        for (String text : List.of("sgd", "momentum", "nesterov", "rmsProp", "adam", "adamW")) {
            double rate = OptimizerText.rate(text);
            String without = OptimizerText.withoutRate(text);
            assertEquals(without, OptimizerText.withoutRate(OptimizerText.withRate(without, 0.125)));
            assertEquals(rate, OptimizerText.rate(OptimizerText.withRate(without, rate)));
        }
    }
}
