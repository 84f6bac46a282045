package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.gradcheck.GradientReport;
import dev.nnkit.gradcheck.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What docs/gradient-checks.md claims. */
class GradientChecksTest {
    private static final Pattern TEXT = Pattern.compile("```text\\R(.*?)```", Pattern.DOTALL);
    /** Digits behind the sixth are rounding. */
    private static final Pattern LONG_NUMBER = Pattern.compile("(\\d\\.\\d{6})\\d+");

    private static final List<GradientReport> REPORTS = List.of(
            GradientChecks.snake(),
            GradientChecks.network(),
            GradientChecks.correct(),
            GradientChecks.wrong(),
            GradientChecks.kink(),
            GradientChecks.noise(),
            GradientChecks.jump(),
            GradientChecks.unstable());

    @Test
    void verdictsAreThoseOfThePage() {
        assertEquals(
                List.of(
                        Verdict.WRONG,
                        Verdict.WRONG,
                        Verdict.CORRECT,
                        Verdict.WRONG,
                        Verdict.KINK,
                        Verdict.NOISE,
                        Verdict.JUMP,
                        Verdict.UNSTABLE),
                REPORTS.stream().map(GradientReport::verdict).toList());
        assertFalse(GradientChecks.snake().isCorrect());
        assertTrue(GradientChecks.kink().isCorrect());
    }

    @Test
    void theForeignFunctionIsRight() {
        GradientChecks.foreignFunction();
    }

    /** In the order of the page, each the beginning of a message. */
    @TestFactory
    List<DynamicTest> messagesAreThoseOfThePage() throws IOException {
        Path page = Path.of("").toAbsolutePath().getParent().resolve("docs/gradient-checks.md");
        List<String> blocks = TEXT.matcher(Files.readString(page))
                .results()
                .map(block -> normalised(block.group(1)))
                .toList();
        assertEquals(REPORTS.size(), blocks.size(), "blocks of text in the page");
        return REPORTS.stream()
                .map(report -> DynamicTest.dynamicTest(
                        report.toString().lines().limit(2).toList().toString(),
                        () -> assertBegins(blocks.get(REPORTS.indexOf(report)), report + "\n")))
                .toList();
    }

    private static void assertBegins(String block, String message) {
        assertTrue(normalised(message).startsWith(block), block + "is not the beginning of:\n" + message);
    }

    private static String normalised(String text) {
        Matcher numbers = LONG_NUMBER.matcher(text);
        return numbers.replaceAll("$1").replaceAll(" +", " ");
    }
}
