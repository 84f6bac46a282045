package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's mistake is a sentence and exit code 2. */
class MistakesTest {
    @TempDir
    private Path folder;

    private String mistake(Object... args) {
        Ran ran = Ran.nn(args);
        assertEquals(2, ran.code(), ran.out() + ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
        assertFalse(ran.err().contains("Exception"), ran.err());
        return ran.err().strip();
    }

    private String train(Object... more) {
        Object[] args = new Object[more.length + 3];
        args[0] = "train";
        args[1] = "--save";
        args[2] = folder.resolve("m.safetensors");
        System.arraycopy(more, 0, args, 3, more.length);
        return mistake(args);
    }

    @Test
    void wordsThatNobodyKnowsGetTheNearestOne() {
        assertTrue(train("--layers", "dense(8) rleu dense(2)")
                .startsWith("nn train: no layer is called \"rleu\". Did you mean relu?"));
        assertTrue(train("--optimizer", "adan(0.1)").contains("no optimizer is called \"adan\". Did you mean adam"));
        assertTrue(train("--loss", "crossEntropy").contains("no loss is called \"crossEntropy\"."));
        assertTrue(train("--schedule", "cosin").contains("Did you mean cosine?"));
    }

    @Test
    void aNetworkThatDoesNotFitIsNamedBeforeTraining() {
        String message = train("--data", "moons", "--layers", "conv2d(8, 5) flatten dense(2)");
        assertTrue(
                message.startsWith(
                        "nn train: conv2d(8, 5) \"0\": an example must have shape [height, width, channels]"),
                message);
        assertEquals(
                "nn train: the data have 10 classes but the network gives 3 outputs. Let the last layer have 10: dense(10).",
                train("--layers", "dense(3)"));
        assertTrue(train("--data", "moons", "--layers", "dense(2) softmax").contains("expects logits"));
    }

    @Test
    void settingsOutOfRange() {
        assertEquals("nn train: --epochs must be 1 or more but is 0.", train("--epochs", 0));
        assertEquals("nn train: --batch must be 1 or more but is -4.", train("--batch", -4));
        assertEquals("nn train: --threads must be 1 or more but is 0.", train("--threads", 0));
        assertTrue(train("--epochs", "many").contains("--epochs"));
        assertTrue(train("--precision", "float16").contains("--precision"));
        assertTrue(train("--validation", 1.5).contains("--validation must be a share"));
        assertTrue(train("--optimizer", "adam(-1)").contains("learningRate must be positive and finite but is -1"));
        assertTrue(train("--epoch", 3).contains("--epoch"));
    }

    @Test
    void rowsThatAreNotThere() {
        assertTrue(train("--data", "moons", "--train-rows", "0:99999999").startsWith("nn train: "));
        assertTrue(train("--data", "moons", "--train-rows", "abc").startsWith("nn train: "));
        assertTrue(train("--data", "moons", "--train-rows", "0:100", "--test-rows", "50:200")
                .contains("50"));
    }

    @Test
    void dataThatAreNotThere() throws IOException {
        assertTrue(train("--data", folder.resolve("nothing")).contains("there is no such folder"));
        assertTrue(train("--data", folder).contains(folder.toString()));
        Path text = Files.writeString(folder.resolve("a.txt"), "not images");
        assertTrue(train("--data", text + "," + text).contains("not an IDX file"));
        assertTrue(train("--data", text).contains("is one file"));
    }

    @Test
    void modelsThatAreNotModels() throws IOException {
        Path text = Files.writeString(folder.resolve("a.safetensors"), "not a model");
        assertTrue(mistake("evaluate", text).contains("a.safetensors"));
        assertTrue(mistake("summary", text).contains("a.safetensors"));
        assertTrue(mistake("summary", folder.resolve("b.safetensors")).contains("b.safetensors"));
        assertTrue(mistake("evaluate").contains("MODEL"));
    }

    @Test
    void aModelMeetsDataOfAnotherShape() {
        Path model = folder.resolve("moons.safetensors");
        assertEquals(
                0,
                Ran.nn("train", "--data", "moons", "--epochs", 1, "--save", model)
                        .code());
        String message = mistake("evaluate", model, "--data", "digits");
        assertTrue(message.contains("[28, 28, 1]"), message);
    }

    @Test
    void filesThatCannotBeWritten() {
        Path nowhere = folder.resolve("no/such/model.safetensors");
        assertTrue(mistake("train", "--data", "xor", "--epochs", 1, "--save", nowhere)
                .contains(nowhere.toString()));
        assertTrue(train("--data", "xor", "--epochs", 1, "--report", folder.resolve("no/r.json"))
                .contains("r.json"));
    }

    @Test
    void summaryWantsOneOfTwo() {
        assertTrue(mistake("summary").contains("give a model file, or --layers with --input"));
        assertTrue(mistake("summary", "--layers", "dense(3)").contains("--input"));
        assertTrue(mistake("summary", "--layers", "dense(3)", "--input", "2,0").contains("axes of 1 or more"));
    }

    @Test
    void commandsThatAreNotThere() {
        assertTrue(mistake("trian").contains("trian"));
    }
}
