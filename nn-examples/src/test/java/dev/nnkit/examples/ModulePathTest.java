package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is a module of its own uses nnkit from the module path; all other tests run on the class path. */
class ModulePathTest {
    private static final String MODULE = """
            module consumer {
                requires dev.nnkit.core;
                requires dev.nnkit.activation;
                requires dev.nnkit.optimizer;
            }
            """;

    private static final String PROGRAM = """
            package consumer;

            import dev.nnkit.api.Optimizer;
            import dev.nnkit.api.Registry;
            import dev.nnkit.api.Shape;
            import dev.nnkit.api.Tensor;
            import dev.nnkit.core.data.Dataset;
            import dev.nnkit.core.loss.Losses;
            import dev.nnkit.core.network.Network;
            import dev.nnkit.core.network.Sequential;
            import dev.nnkit.core.train.Trainer;

            public final class Main {
                public static void main(String[] args) {
                    Tensor inputs = Tensor.of(Shape.of(4, 2), 0f, 0, 0, 1, 1, 0, 1, 1);
                    Tensor targets = Tensor.of(Shape.of(4, 1), 0f, 1, 1, 0);
                    Network network = Network.build(
                            Sequential.parse("dense(4, initializer=heNormal) tanh dense(1)"), Shape.of(2), 1);
                    Optimizer adam = Registry.installed().parse(Optimizer.class, "adam(0.05)");
                    Trainer.of(network, Losses.meanSquaredError(), adam)
                            .epochs(300).batch(4).fit(Dataset.of(inputs, targets));
                    System.out.println(Main.class.getModule().getName() + " "
                            + Network.class.getModule().getName() + " " + Math.round(network.predict(inputs).get(1)));
                }
            }
            """;

    @Test
    void plugInsAreFoundAndANetworkLearns(@TempDir Path folder) throws IOException, InterruptedException {
        Path source = Files.createDirectories(folder.resolve("src/consumer"));
        Files.writeString(folder.resolve("src/module-info.java"), MODULE);
        Files.writeString(source.resolve("Main.java"), PROGRAM);
        String modules = modulePath();
        String classes = folder.resolve("classes").toString();
        run(List.of(
                tool("javac"),
                "--release",
                "17",
                "-p",
                modules,
                "-d",
                classes,
                folder.resolve("src/module-info.java").toString(),
                source.resolve("Main.java").toString()));
        String printed = run(
                List.of(tool("java"), "-p", classes + File.pathSeparator + modules, "-m", "consumer/consumer.Main"));
        assertEquals("consumer dev.nnkit.core 1", printed.strip());
    }

    /** Of the class path of this test, what the library itself needs. */
    private static String modulePath() {
        List<String> wanted = List.of(
                "nn-api",
                "nn-core",
                "nn-activations",
                "nn-optimizers",
                "guava",
                "failureaccess",
                "commons-math3",
                "jackson-core",
                "fastcsv",
                "jspecify");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> wanted.stream().anyMatch(name -> isOf(entry, name)))
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
