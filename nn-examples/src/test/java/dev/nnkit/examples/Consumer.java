package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A small project of its own that uses nnkit: its sources are written, compiled and run in a folder. */
record Consumer(Path folder) {
    /** Writes a source file, such as {@code consumer/Main.java}. */
    void write(String name, String text) throws IOException {
        Path file = folder.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Compiles all sources and runs {@code consumer.Main} on the class path; returns what it printed. */
    String runOnClassPath(String jars) throws IOException, InterruptedException {
        compile("-cp", jars);
        return run(List.of(tool("java"), "-cp", classes() + File.pathSeparator + jars, "consumer.Main"));
    }

    /** The same as the module {@code consumer}. */
    String runOnModulePath(String jars) throws IOException, InterruptedException {
        compile("-p", jars);
        return run(List.of(tool("java"), "-p", classes() + File.pathSeparator + jars, "-m", "consumer/consumer.Main"));
    }

    private String classes() {
        return folder.resolve("classes").toString();
    }

    private void compile(String option, String jars) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(tool("javac"), "-parameters", "--release", "17", option, jars, "-d", classes()));
        try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        run(command);
    }

    /** Of the class path of the tests, the modules of nnkit and the jars with these names. */
    static String ofClassPath(List<String> names) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> names.stream().anyMatch(name -> isOf(entry, name)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOf(String entry, String name) {
        String normal = entry.replace(File.separatorChar, '/');
        return normal.contains("/" + name + "/target/")
                || normal.substring(normal.lastIndexOf('/') + 1).startsWith(name + "-");
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + command.get(0));
        assertEquals(0, process.exitValue(), printed);
        return printed;
    }
}
