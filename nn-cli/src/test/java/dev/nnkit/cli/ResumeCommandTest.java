package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.file.ModelFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeCommandTest {
    private static final List<Object> RUN = List.of(
            "train", "--data", "moons", "--epochs", 6, "--validation", 0.2, "--layers", "dense(8) tanh dense(2)");

    @TempDir
    private Path folder;

    private Ran train(String name, Object... more) {
        return Ran.nn(Ran.join(RUN, Ran.join(List.of("--save", folder.resolve(name)), more)));
    }

    private String sha(String name) {
        return ModelFile.sha256(folder.resolve(name));
    }

    @Test
    void withoutACheckpointItStartsAnewAndSaysSo() {
        Ran ran = train("a", "--resume", "--checkpoint-every", 7);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out()
                .contains("there is no checkpoint " + folder.resolve("a.checkpoint") + ": training starts anew."));
        assertTrue(Files.exists(folder.resolve("a.checkpoint")));
        train("b");
        assertEquals(sha("b"), sha("a"));
        assertFalse(Files.exists(folder.resolve("b.checkpoint")));
    }

    @Test
    void aFinishedRunEndsAtOnceWithTheSameFile() throws IOException {
        train("a", "--checkpoint-every", 7, "--patience", 2);
        String before = sha("a");
        Files.delete(folder.resolve("a"));
        Ran ran = train("a", "--checkpoint-every", 7, "--patience", 2, "--resume", "--threads", 1);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("is of a run that was finished, after step "), ran.out());
        assertFalse(ran.out().contains("epoch 1/6"), ran.out());
        assertEquals(before, sha("a"));
    }

    @Test
    void otherSettingsAreNamed() {
        train("a", "--checkpoint-every", 7);
        Ran ran = train("a", "--resume", "--batch", 16, "--optimizer", "sgd(0.1)", "--patience", 3);
        assertEquals(2, ran.code());
        for (String difference : List.of(
                "optimizer was adam(learningRate=0.001",
                "and is sgd(learningRate=0.1)",
                "batch was 32 and is 16",
                "listeners was  and is earlyStopping(patience=3")) {
            assertTrue(ran.err().contains(difference), difference + " in:\n" + ran.err());
        }
        Ran other = train("a", "--resume", "--seed", 2);
        assertTrue(other.err().contains("seed was 1 and is 2; data was "), other.err());
        assertEquals(
                "nn train: --checkpoint-every must be 1 step or more but is -1.",
                train("a", "--checkpoint-every", -1).err().strip());
    }

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(
            strings = {
                "--optimizer sgd(0.05) --layers dense(24)|batchNorm|relu|dropout(0.2)|dense(2) --schedule"
                        + " plateau(2,0.5)",
                "--optimizer adam(0.003) --layers dense(24)|tanh|dropout(0.3)|dense(2) --schedule cosine --patience 30"
            })
    void aRunThatIsKilledEndsLikeOneThatNeverStopped(String settings) throws IOException, InterruptedException {
        Object[] options = settings.split(" ", -1);
        for (int i = 0; i < options.length; i++) {
            options[i] = options[i].toString().replace('|', ' ');
        }
        List<Object> run = List.of(Ran.join(
                List.of("train", "--data", "moons", "--epochs", 60, "--validation", 0.2, "--threads", 1), options));
        assertEquals(0, Ran.nn(Ran.join(run, "--save", folder.resolve("whole"))).code());
        Object[] resumed = Ran.join(run, "--save", folder.resolve("killed"), "--checkpoint-every", 5, "--resume");
        Random random = new Random(settings.hashCode());
        int kills = 0;
        while (kills < 3 && killed(resumed, 3 + random.nextInt(12), random.nextInt(30))) {
            kills++;
        }
        assertEquals(3, kills);
        Ran ran = Ran.nn(resumed);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("resumed: "), ran.out());
        assertEquals(sha("whole"), sha("killed"));
    }

    /** Kills a run some time after some epochs; false if it had already ended. */
    private boolean killed(Object[] args, int epochs, int millis) throws IOException, InterruptedException {
        Process process = Child.start(folder, args);
        try (BufferedReader out = process.inputReader()) {
            int seen = 0;
            String line = out.readLine();
            while (line != null && seen < epochs) {
                seen += line.startsWith("epoch ") ? 1 : 0;
                line = out.readLine();
            }
            Thread.sleep(millis);
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process.exitValue() != 0;
    }
}
