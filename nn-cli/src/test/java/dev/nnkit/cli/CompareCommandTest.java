package dev.nnkit.cli;

import static dev.nnkit.cli.Ran.join;
import static dev.nnkit.cli.Ran.nn;
import static dev.nnkit.cli.Ran.nnReading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.file.ModelFile;
import dev.nnkit.experiment.store.TrialFilter;
import dev.nnkit.experiment.store.TrialStore;
import dev.nnkit.experiment.trial.Provenance;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    @TempDir
    Path folder;

    private Path store() {
        return folder.resolve("trials.sqlite");
    }

    private List<Object> small() {
        return List.of(
                "compare",
                "--data",
                "moons",
                "--layers",
                "dense(6) ? dense(2)",
                "--activations",
                "relu,leakyRelu(0.2)",
                "--seeds",
                "2",
                "--rates",
                "0.01,0.001",
                "--epochs",
                "1",
                "--store",
                store());
    }

    @Test
    void theSecondTimeNothingIsRunAndEverythingIsTheSame() throws IOException {
        Path first = folder.resolve("first.md");
        Path second = folder.resolve("second.md");
        Path csv = folder.resolve("trials.csv");
        Path lines = folder.resolve("trials.jsonl");
        Ran one = nn(join(small(), "--markdown", first));
        assertEquals(0, one.code(), one.err());
        assertTrue(one.out().startsWith("2 variants, 12 trials; kept in " + store()), one.out());
        assertTrue(one.out().contains("12 of 12 trials, 0 s left"), one.out());
        assertTrue(one.out().contains("12 trials were run, 0 reused from " + store()), one.out());
        assertTrue(one.out().contains(" leakyRelu(0.2) | "), one.out());
        assertTrue(
                one.out().contains("2 seeds are too few to tell leakyRelu(0.2) from relu at the level 0.05"),
                one.out());

        Ran two = nn(join(small(), "--markdown", second, "--csv", csv, "--json-lines", lines));
        assertTrue(two.out().contains("0 trials were run, 12 reused from " + store()), two.out());
        assertEquals(Files.readString(first), Files.readString(second));
        assertEquals(
                "variant,activation,learning rate,chosen,seed,purpose,validation score,test score,test rows,failure",
                Files.readAllLines(csv).get(0));
        assertEquals(13, Files.readAllLines(csv).size());
        assertEquals(
                12,
                Files.readAllLines(lines).stream()
                        .map(TrialRecord::parse)
                        .distinct()
                        .count());
        String markdown = Files.readString(first);
        assertTrue(markdown.startsWith("# Comparison\n\n2 variants x 2 seeds on moons, by accuracy"), markdown);
        assertTrue(
                markdown.contains("| variant | rate | mean | sd | median | failed | advantage | p corrected |\n|---|"));
        assertTrue(markdown.contains("## Learning rates\n\n| validation | 0.001 | 0.01 |\n"), markdown);
    }

    @Test
    void aPageIsMadeAtOnceOrOfWhatIsStored() throws IOException {
        Path atOnce = folder.resolve("at-once.html");
        Ran ran = nn(join(small(), "--report", atOnce));
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("wrote:  " + atOnce), ran.out());
        String page = Files.readString(atOnce);
        assertFalse(
                page.matches("(?s).*(<script|<link|<iframe|<img|src=|href=|url\\(|@import).*"), "it loads something");
        assertFalse(page.replace("http://www.w3.org/2000/svg", "").matches("(?s).*https?:.*"), "it points elsewhere");
        assertTrue(page.contains("2 seeds are too few to tell leakyRelu(0.2) from relu"), page);
        assertTrue(page.contains("./nn compare --data moons"), page);

        List<String> configurations;
        try (TrialStore opened = TrialStore.openExisting(store())) {
            configurations = opened.find(TrialFilter.all().purpose(Purpose.FINAL)).stream()
                    .map(record -> record.trial().configuration())
                    .distinct()
                    .toList();
        }
        assertEquals(2, configurations.size());
        Path ofOne = folder.resolve("one.html");
        Ran show = nn("runs", "show", configurations.get(0), "--store", store(), "--report", ofOne);
        assertEquals(0, show.code(), show.err());
        assertTrue(Files.readString(ofOne).contains(configurations.get(0).substring(0, 12)));
        Path ofTwo = folder.resolve("two.html");
        Ran compare = nn(
                "runs", "compare", configurations.get(0), configurations.get(1), "--store", store(), "--report", ofTwo);
        assertEquals(0, compare.code(), compare.err());
        assertTrue(Files.readString(ofTwo).contains("2 seeds are too few to tell"), compare.out());
    }

    @Test
    void manyThingsVary() {
        Ran ran = nn(
                "compare",
                "--data",
                "moons",
                "--layers",
                "{dense(?width) ?} dense(2)",
                "--activations",
                "tanh",
                "--depths",
                "1,2",
                "--vary",
                "width=4,8",
                "--optimizers",
                "sgd(0.1),adam",
                "--schedules",
                "constant",
                "--seeds",
                "1",
                "--lr-grid",
                "1",
                "--epochs",
                "1",
                "--baseline",
                "depth 2, adam, width 8",
                "--store",
                store());
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("8 variants x 1 seeds on moons"), ran.out());
        assertTrue(ran.out().contains(" depth 2, sgd(0.1), width 4 "), ran.out());
        assertTrue(ran.out().contains("No learning rate was tuned"), ran.out());
        assertTrue(ran.out().contains("depth x optimizer x width. Descriptive: "), ran.out());
        assertTrue(ran.out().contains("\n depth 1 against depth 2 "), ran.out());
        assertTrue(ran.out().contains("(depth 1 against depth 2) at (sgd(0.1) against adam)"), ran.out());
        assertTrue(
                ran.out().contains("Not all first weights are paired with those of depth 2, adam, width 8: "),
                ran.out());
    }

    @Test
    void imagesAreFlattenedAndNumbersHaveAnError() {
        Ran images = nn(
                "compare",
                "--data",
                "digits",
                "--train-rows",
                "0:60",
                "--test-rows",
                "60:80",
                "--layers",
                "dense(8) ? dense(10)",
                "--activations",
                "relu,tanh",
                "--seeds",
                "1",
                "--lr-grid",
                "1",
                "--epochs",
                "1",
                "--store",
                store());
        assertEquals(0, images.code(), images.err());
        assertTrue(nn("runs", "--store", store()).out().contains(" flatten dense(8) relu dense(10) "));
        Ran numbers = nn(
                "compare",
                "--data",
                "sine",
                "--layers",
                "dense(4) ? dense(1)",
                "--activations",
                "relu,tanh",
                "--validation",
                "0.3",
                "--seeds",
                "1",
                "--lr-grid",
                "1",
                "--epochs",
                "1",
                "--store",
                store());
        assertEquals(0, numbers.code(), numbers.err());
        assertTrue(numbers.out().contains("by root mean squared error on the test rows;"), numbers.out());
        assertTrue(numbers.out().contains("as much could change with other test rows"), numbers.out());
        Ran explained = nn(
                "compare",
                "--data",
                "sine",
                "--layers",
                "dense(4) ? dense(1)",
                "--activations",
                "relu,tanh",
                "--score",
                "r2",
                "--seeds",
                "1",
                "--lr-grid",
                "1",
                "--epochs",
                "1",
                "--store",
                store());
        assertEquals(0, explained.code(), explained.err());
        assertTrue(explained.out().contains("by R2 on the test rows;"), explained.out());
    }

    @Test
    void runsAreListedShownComparedAndDeleted() {
        nn(small().toArray());
        Ran list = nn("runs", "--store", store());
        assertTrue(list.out().contains("12 trials"), list.out());
        Ran some = nn("runs", "--store", store(), "--network", "leaky", "--purpose", "final");
        assertTrue(some.out().contains("\n2 trials"), some.out());
        String leaky = first(some.out());
        String relu = first(nn("runs", "--store", store(), "--network", " relu ", "--purpose", "final")
                .out());
        Ran show = nn("runs", "show", leaky, "--store", store());
        assertTrue(show.out().contains("network         dense(6) leakyRelu(slope=0.2) dense(2)"), show.out());
        assertTrue(show.out().contains("validation score"), show.out());
        requireProvenance(show.out());
        assertTrue(show.out().contains("Layers after epoch 1:"), show.out());
        Ran compared = nn("runs", "compare", leaky, relu, "--store", store());
        assertTrue(compared.out().startsWith("2 seeds are too few to tell " + leaky), compared.out());

        assertEquals(
                "no trials\n",
                nn("runs", "delete", "--failed", "--store", store()).out());
        Ran no = nnReading("n\n", "runs", "delete", leaky, "--store", store());
        assertTrue(no.out().endsWith("? [y/N] nothing deleted\n"), no.out());
        assertTrue(nnReading("", "runs", "delete", "--all", "--store", store())
                .out()
                .endsWith("nothing deleted\n"));
        Ran yes = nnReading("y\n", "runs", "delete", leaky, "--store", store());
        assertTrue(yes.out().startsWith("Delete 4 trials from " + store() + "? [y/N] 4 trials deleted"), yes.out());
        assertEquals(
                "8 trials deleted\n",
                nn("runs", "delete", "--all", "--yes", "--store", store()).out());
        assertEquals("no trials\n", nn("runs", "--store", store()).out());
    }

    /** All that it takes to repeat a trial, and on what it was run; the store has it, too. */
    private void requireProvenance(String shown) {
        TrialRecord record;
        try (TrialStore opened = TrialStore.openExisting(store())) {
            record = opened.find(TrialFilter.all().network("leaky")).get(0);
        }
        Provenance provenance = record.provenance();
        String commit = provenance.commit();
        for (String line : List.of(
                "network         dense(6) leakyRelu(slope=0.2) dense(2)",
                "data            moons, SHA-256 " + record.trial().data().sha256(),
                "seed            1",
                "optimizer       adam(learningRate=0.01)",
                "schedule        constant",
                "loss            softmaxCrossEntropy",
                "epochs          1",
                "batch           32",
                "validation      0.2",
                "precision       float32",
                "nnkit           " + ModelFile.libraryVersion(),
                "commit          " + (commit == null ? "unknown" : commit),
                "jvm             " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                "flags           " + (provenance.flags().isEmpty() ? "none" : String.join(" ", provenance.flags())),
                "kernels         " + provenance.kernels(),
                "machine         " + Runtime.getRuntime().availableProcessors() + " x " + System.getProperty("os.arch")
                        + ", " + System.getProperty("os.name"))) {
            assertTrue(shown.contains("\n" + line + "\n"), line + "\nis not in\n" + shown);
        }
    }

    private static String first(String list) {
        Matcher matcher = Pattern.compile("(?m)^ ([0-9a-f]{10}) +\\|").matcher(list);
        assertTrue(matcher.find(), list);
        return matcher.group(1);
    }

    private void requireMistake(String expected, Object... args) {
        Ran ran = nn(join(List.of(args), "--store", store()));
        assertEquals(2, ran.code(), ran.out());
        assertEquals(expected + "\n", ran.err());
        assertFalse(Files.exists(store()), "nothing is written for a mistake");
    }

    @Test
    void mistakesAreOneSentence() {
        requireMistake(
                "nn compare: nothing varies. Write ? into --layers for --activations to fill, or give --depths,"
                        + " --optimizers, --schedules or --vary.",
                "compare",
                "--data",
                "moons",
                "--layers",
                "dense(2)");
        requireMistake(
                "nn compare: a grid needs 1 learning rate or more, but 0 are wanted.",
                "compare",
                "--data",
                "moons",
                "--lr-grid",
                "0");
        requireMistake(
                "nn compare: a score must be accuracy, rmse or r2 but is \"f1\".",
                "compare",
                "--data",
                "moons",
                "--score",
                "f1");
        requireMistake(
                "nn compare: network \"dense(2)\": has no place for activation. Write ? where it should stand.",
                "compare",
                "--data",
                "moons",
                "--layers",
                "dense(2)",
                "--activations",
                "relu");
        requireMistake(
                "nn compare: --depths must be whole numbers with commas between them but is 1;2.",
                "compare",
                "--data",
                "moons",
                "--depths",
                "1;2");
        requireMistake(
                "nn compare: --rates must be numbers with commas between them but is a.",
                "compare",
                "--data",
                "moons",
                "--rates",
                "a");
        requireMistake(
                "nn compare: --rates and --lr-grid both say which learning rates to try. Give one.",
                "compare",
                "--data",
                "moons",
                "--rates",
                "1",
                "--lr-grid",
                "3");
        requireMistake(
                "nn compare: --threads and --processes both say where trials run. Give one.",
                "compare",
                "--data",
                "moons",
                "--threads",
                "1",
                "--processes",
                "1");
        requireMistake(
                "nn compare: --vary width: must be NAME=A,B, such as width=64,128.",
                "compare",
                "--data",
                "moons",
                "--vary",
                "width");
        requireMistake(
                "nn runs: " + store() + ": there is no such store of trials. nn compare makes one; --store names it.",
                "runs");
        requireMistake(
                "nn runs delete: which trials? Give the first digits of what is to go, or an option that says which, or"
                        + " --all.",
                "runs",
                "delete");
    }

    @Test
    void whatIsNoStoreIsLeftAlone() throws IOException {
        Files.writeString(store(), "a,b\n1,2\n");
        Ran ran = nn(small().toArray());
        assertEquals(2, ran.code());
        assertEquals(
                "nn compare: " + store() + ": is not a store of trials: it is no SQLite database. Give another file.\n",
                ran.err());
        assertEquals("a,b\n1,2\n", Files.readString(store()));
    }

    @Test
    void digitsThatFitNothingOrTooMuchAreTold() {
        nn(small().toArray());
        assertEquals(
                "nn runs show: xyz: no trial and no configuration in " + store() + " begins with these digits.\n",
                nn("runs", "show", "xyz", "--store", store()).err());
        assertEquals(
                "nn runs compare: : more than one configuration in " + store()
                        + " that was measured on test rows begins with these digits.\n",
                nn("runs", "compare", "", "", "--store", store()).err());
    }

    @Test
    void commasWithinATextDoNotSplit() {
        assertEquals(
                List.of("relu", "adam(0.01, beta1=0.8)", "x(\"a,(b\")", ""),
                CommaList.split("relu, adam(0.01, beta1=0.8) ,x(\"a,(b\"),"));
    }
}
