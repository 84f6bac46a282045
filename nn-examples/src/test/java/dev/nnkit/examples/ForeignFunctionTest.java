package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A check of somebody else's function, with its page, in a project that has nothing but nn-gradcheck and nn-api. On the
 * module path the compiler also wants the annotations that their descriptors name.
 */
@Tag("slow")
class ForeignFunctionTest {
    private static final String MODULE = """
        module consumer {
            requires dev.nnkit.gradcheck;
        }
        """;

    private static final String PROGRAM = """
        package consumer;

        import dev.nnkit.gradcheck.GradientCheck;
        import dev.nnkit.gradcheck.GradientReport;
        import dev.nnkit.gradcheck.report.HtmlReport;

        public final class Main {
            public static void main(String[] args) {
                GradientReport report = GradientCheck.function(
                                p -> p[0] * p[0] * p[1], p -> new double[] {p[0] * p[1], p[0] * p[0]})
                        .at(3, 2)
                        .run();
                System.out.println(Main.class.getModule().isNamed() + " " + report.verdict() + " "
                        + HtmlReport.of(report).contains("Gradient check"));
            }
        }
        """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoJarsAreEnough(boolean onModulePath, @TempDir Path folder) throws IOException, InterruptedException {
        Consumer consumer = new Consumer(folder);
        consumer.write("consumer/Main.java", PROGRAM);
        if (onModulePath) {
            consumer.write("module-info.java", MODULE);
        }
        String printed = onModulePath
                ? consumer.runOnModulePath(Consumer.ofClassPath(List.of("nn-api", "nn-gradcheck", "jspecify")))
                : consumer.runOnClassPath(Consumer.ofClassPath(List.of("nn-api", "nn-gradcheck")));
        assertEquals(onModulePath + " WRONG true", printed.strip());
    }
}
