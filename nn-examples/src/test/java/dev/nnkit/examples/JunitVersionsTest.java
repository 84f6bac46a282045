package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A contract and a property run in a project of their own, with JUnit 5 and with JUnit 6, on the class path and on the
 * module path. The build copies the jars of both to {@code target/junit}.
 */
@Tag("slow")
class JunitVersionsTest {
    private static final Path JUNIT = Path.of("target", "junit");

    private static final String MODULE = """
        open module consumer {
            requires dev.nnkit.gradcheck.junit;
            requires dev.nnkit.gradcheck.jqwik;
            requires org.junit.platform.launcher;
        }
        """;

    private static final String CONTRACT = """
        package consumer;

        import dev.nnkit.api.Activation;
        import dev.nnkit.api.Registry;
        import dev.nnkit.api.Shape;
        import dev.nnkit.gradcheck.junit.Cases;
        import dev.nnkit.gradcheck.junit.LayerContract;
        import java.util.List;

        class BendTest extends LayerContract {
            record Bend() implements Activation {
                @Override
                public double apply(double x) {
                    return Math.tanh(x);
                }

                @Override
                public double derivative(double x, double y) {
                    return 1 - y * y;
                }

                @Override
                public String toString() {
                    return "bend";
                }
            }

            @Override
            protected Cases cases() {
                return Cases.of(new Bend()).on(Shape.of(3));
            }

            @Override
            protected Registry registry() {
                return Registry.of(List.of(registry -> registry.activation("bend", Bend.class, a -> new Bend())));
            }
        }
        """;

    private static final String PROPERTY = """
        package consumer;

        import static dev.nnkit.gradcheck.jqwik.GradientAssertions.assertThatGradient;

        import dev.nnkit.api.Tensor;
        import dev.nnkit.gradcheck.jqwik.TensorOf;
        import net.jqwik.api.ForAll;
        import net.jqwik.api.Property;

        class BendPropertyTest {
            @Property(tries = 10)
            void gradient(@ForAll @TensorOf(shape = 3) Tensor x) {
                assertThatGradient(new BendTest.Bend()).at(x.doubles()).isCorrect();
            }
        }
        """;

    private static final String PROGRAM = """
        package consumer;

        import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

        import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
        import org.junit.platform.launcher.core.LauncherFactory;
        import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
        import org.junit.platform.launcher.listeners.TestExecutionSummary;

        public final class Main {
            public static void main(String[] args) {
                SummaryGeneratingListener listener = new SummaryGeneratingListener();
                LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(BendTest.class), selectClass(BendPropertyTest.class))
                                        .configurationParameter("jqwik.database", "")
                                        .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                        .build(),
                                listener);
                TestExecutionSummary summary = listener.getSummary();
                summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
                System.out.println(Main.class.getModule().isNamed() + " failed " + summary.getTotalFailureCount()
                        + " succeeded " + summary.getTestsSucceededCount());
            }
        }
        """;

    @ParameterizedTest
    @CsvSource({"5,false", "5,true", "6,false", "6,true"})
    void contractAndPropertyRun(int version, boolean onModulePath, @TempDir Path folder)
            throws IOException, InterruptedException {
        Consumer consumer = new Consumer(folder);
        consumer.write("consumer/BendTest.java", CONTRACT);
        consumer.write("consumer/BendPropertyTest.java", PROPERTY);
        consumer.write("consumer/Main.java", PROGRAM);
        if (onModulePath) {
            consumer.write("module-info.java", MODULE);
        }
        String jars = jars(version);
        String printed = onModulePath ? consumer.runOnModulePath(jars) : consumer.runOnClassPath(jars);
        String last = printed.strip().lines().reduce("", (before, line) -> line);
        assertTrue(last.startsWith(onModulePath + " failed 0 succeeded "), printed);
        int succeeded = Integer.parseInt(last.substring(last.lastIndexOf(' ') + 1));
        assertTrue(succeeded > 30, printed);
    }

    private static String jars(int version) throws IOException {
        String own = Consumer.ofClassPath(List.of(
                "nn-api",
                "nn-gradcheck",
                "nn-gradcheck-junit",
                "nn-gradcheck-jqwik",
                "jqwik",
                "jspecify",
                "opentest4j",
                "apiguardian-api"));
        try (Stream<Path> files = Files.list(JUNIT.resolve(Integer.toString(version)))) {
            String junit = files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
            assertEquals(5, junit.split(File.pathSeparator).length, junit);
            return own + File.pathSeparator + junit;
        }
    }
}
