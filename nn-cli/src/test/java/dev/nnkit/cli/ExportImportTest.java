package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.file.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportImportTest {
    private static final String LAYERS = "dense(4) batchNorm tanh dense(2)";

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void train() {
        model = folder.resolve("m.safetensors");
        Ran ran = Ran.nn("train", "--data", "moons", "--layers", LAYERS, "--epochs", 1, "--save", model);
        assertEquals(0, ran.code(), ran.err());
    }

    private static Ran importing(Path weights, Object... more) {
        List<Object> args = new ArrayList<>(List.of("import", weights));
        Collections.addAll(args, more);
        return Ran.nn(args.toArray());
    }

    private static String mistake(Ran ran) {
        assertEquals(2, ran.code(), ran.out() + ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
        return ran.err().strip();
    }

    private static Model read(Path file) {
        return ModelFile.read(file).model();
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.safetensors", "w.csv", "W.CSV"})
    void aModelGoesOutAndComesBack(String name) {
        Path weights = folder.resolve(name);
        Path back = folder.resolve("back-" + name + ".safetensors");
        Ran out = Ran.nn("export", model, "--to", weights);
        assertEquals(0, out.code(), out.err());
        assertEquals("written: " + weights, out.out().strip());
        Ran in = importing(
                weights, "--layers", LAYERS, "--input", 2, "--task", "classes", "--classes", "up,down", "--save", back);
        assertEquals(0, in.code(), in.err());
        assertTrue(in.out().contains("saved:  " + back), in.out());
        Model expected = read(model);
        Model actual = read(back);
        assertEquals(List.of("up", "down"), actual.classNames());
        assertEquals(expected.loss(), actual.loss());
        for (int i = 0; i < expected.network().parameters().size(); i++) {
            assertTrue(expected.network()
                    .parameters()
                    .get(i)
                    .value()
                    .sameBits(actual.network().parameters().get(i).value()));
        }
    }

    @Test
    void namesComeFromATable() throws IOException {
        Path names = folder.resolve("names.csv");
        Files.writeString(names, "ours,theirs\n0.weight,first.w\n");
        Path weights = folder.resolve("named.safetensors");
        assertEquals(
                0,
                Ran.nn("export", model, "--to", weights, "--names", names, "--quiet")
                        .code());
        assertTrue(Safetensors.read(weights).tensors().containsKey("first.w"));
        Path back = folder.resolve("named-back.safetensors");
        String[] rest = {"--layers", LAYERS, "--input", "2", "--task", "classes", "--save", back.toString()};
        assertEquals(
                "nn import: " + weights + ": does not fit the network " + LAYERS
                        + ": \"0.weight\" FLOAT32 [4, 2] is missing; \"first.w\" FLOAT32 [4, 2] belongs to no"
                        + " parameter. A table of names can say what is called differently.",
                mistake(importing(weights, (Object[]) rest)));
        assertFalse(Files.exists(back));
        List<Object> args = new ArrayList<>(List.of(rest));
        args.addAll(List.of("--names", names));
        assertEquals(0, importing(weights, args.toArray()).code());
    }

    @Test
    void javaSourceHasTheNameOfItsFile() throws IOException {
        Path source = folder.resolve("Moons.java");
        Ran ran = Ran.nn("export", model, "--to", source, "--package", "com.acme");
        assertEquals(0, ran.code(), ran.err());
        String text = Files.readString(source);
        assertTrue(text.startsWith("package com.acme;\n"), text);
        assertTrue(text.contains("public final class Moons {"), text);
        assertTrue(text.contains("public static int classOf(float[] input)"), text);
    }

    @Test
    void mistakesAreOneSentence() {
        String to = folder.resolve("x").toString();
        assertEquals(
                "nn export: --to " + to
                        + ".txt: the extension must be .safetensors or .csv, for weights, or .java, for source.",
                mistake(Ran.nn("export", model, "--to", to + ".txt")));
        assertEquals(
                "nn export: --to " + model + " is the file that is read. Give another.",
                mistake(Ran.nn("export", model, "--to", model)));
        assertEquals(
                "nn export: --names is for weights, but --to " + to + ".java asks for Java source.",
                mistake(Ran.nn("export", model, "--to", to + ".java", "--names", "n.csv")));
        assertEquals(
                "nn export: --package and --class are for Java source, but --to " + to + ".csv asks for weights.",
                mistake(Ran.nn("export", model, "--to", to + ".csv", "--class", "A")));
        assertEquals(
                "nn export: --class A must stand in A.java, which Java asks for, but --to is " + to + ".java.",
                mistake(Ran.nn("export", model, "--to", to + ".java", "--class", "A")));
        assertEquals(
                "nn export: Java source: \"1st\" cannot be the name of the class. It must be an identifier of Java.",
                mistake(Ran.nn("export", model, "--to", folder.resolve("1st.java"))));
        assertTrue(mistake(Ran.nn("export", model)).startsWith("nn export: Missing required option: '--to=FILE'."));
    }

    @Test
    void mistakesOfAnImportAreOneSentence() {
        Path weights = folder.resolve("mistakes.safetensors");
        assertEquals(0, Ran.nn("export", model, "--to", weights).code());
        assertEquals(
                "nn import: --save " + weights + " is the file that is read. Give another.",
                mistake(importing(weights, "--layers", LAYERS, "--input", 2, "--task", "classes", "--save", weights)));
        assertEquals(
                "nn import: --precision must be float32 or float64 but is int32.",
                mistake(importing(
                        weights, "--layers", LAYERS, "--input", 2, "--task", "classes", "--precision", "int32")));
        assertEquals(
                "nn import: model: the task CLASSES with 2 outputs has 2 classes but there are 3 class names: [a, b, c].",
                mistake(importing(
                        weights, "--layers", LAYERS, "--input", 2, "--task", "classes", "--classes", "a,b,c")));
        assertEquals(
                "nn import: w.bin: weights are written and read as .safetensors or .csv. Give it one of these"
                        + " extensions.",
                mistake(importing(Path.of("w.bin"), "--layers", LAYERS, "--input", 2, "--task", "classes")));
        assertTrue(mistake(importing(folder.resolve("no.csv"), "--layers", LAYERS, "--input", 2, "--task", "classes"))
                .startsWith("nn import: " + folder.resolve("no.csv") + ": "));
    }
}
