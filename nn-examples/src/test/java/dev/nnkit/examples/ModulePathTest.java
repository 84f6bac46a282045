package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        Consumer consumer = new Consumer(folder);
        consumer.write("module-info.java", MODULE);
        consumer.write("consumer/Main.java", PROGRAM);
        String printed = consumer.runOnModulePath(Consumer.ofClassPath(List.of(
                "nn-api",
                "nn-core",
                "nn-activations",
                "nn-optimizers",
                "guava",
                "failureaccess",
                "commons-math3",
                "jackson-core",
                "fastcsv",
                "jspecify")));
        assertEquals("consumer dev.nnkit.core 1", printed.strip());
    }
}
