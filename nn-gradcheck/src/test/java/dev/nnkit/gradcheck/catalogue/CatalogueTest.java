package dev.nnkit.gradcheck.catalogue;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.gradcheck.GradientReport;
import dev.nnkit.gradcheck.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Who checks the checker: every broken exhibit must be found, with the right verdict and the planted cause named first,
 * and no right one may be accused.
 */
class CatalogueTest {
    private static final int SEEDS = 20;

    private final Map<Verdict, Map<Verdict, Integer>> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Planted, Map<Planted, Integer>> causes = new EnumMap<>(Planted.class);
    private final List<String> falseAlarms = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();

    private static List<Exhibit> broken() {
        return Stream.of(
                        BrokenActivations.all(),
                        BrokenNeurons.all(),
                        BrokenLayers.all(),
                        BrokenWholes.all(),
                        Pools.broken(),
                        BrokenFunctions.losses(),
                        BrokenFunctions.functions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Exhibit> right() {
        return Stream.of(
                        RightActivations.all(),
                        RightLayers.all(),
                        Pools.right(),
                        RightFunctions.losses(),
                        RightFunctions.functions())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void isLargeEnough() {
        assertTrue(broken().size() >= 40, "broken exhibits: " + broken().size());
        assertTrue(right().size() >= 40, "right exhibits: " + right().size());
        for (Planted each : Planted.values()) {
            assertTrue(broken().stream().anyMatch(e -> e.planted() == each), "nowhere planted: " + each);
        }
    }

    @Test
    void noFalseAlarmAndNoMiss() {
        judge(1);
    }

    @Test
    @Tag("slow")
    void noFalseAlarmAndNoMissWithManySeeds() {
        judge(SEEDS);
    }

    private void judge(int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            for (Exhibit exhibit : right()) {
                judgeRight(exhibit, seed);
            }
            for (Exhibit exhibit : broken()) {
                judgeBroken(exhibit, seed);
            }
        }
        System.out.println(table("verdict expected, and found", verdicts));
        System.out.println(table("cause planted, and named first", causes));
        assertAll(
                () -> assertEquals(List.of(), falseAlarms, "right, but accused"),
                () -> assertEquals(List.of(), misses, "broken, but not found or not explained"));
    }

    private void judgeRight(Exhibit exhibit, long seed) {
        GradientReport report = exhibit.check().apply(seed).seed(seed).run();
        count(verdicts, exhibit.verdict(), report.verdict());
        if (!report.isCorrect() || !exhibit.verdicts().contains(report.verdict())) {
            falseAlarms.add("\n" + exhibit.name() + ", seed " + seed + ": " + report);
        }
    }

    private void judgeBroken(Exhibit exhibit, long seed) {
        try {
            GradientReport report = exhibit.check().apply(seed).seed(seed).run();
            count(verdicts, exhibit.verdict(), report.verdict());
            boolean found = !report.isCorrect() && exhibit.verdicts().contains(report.verdict());
            if (!found || !isPlaceRight(exhibit, report) || !isCauseRight(exhibit, report)) {
                misses.add("\n" + exhibit.name() + ", seed " + seed + ", planted " + exhibit.planted() + ": " + report);
            }
        } catch (IllegalArgumentException e) {
            misses.add("\n" + exhibit.name() + ", seed " + seed + ", could not be checked: " + e.getMessage());
        }
    }

    /** Only the derivatives by the tensors that the exhibit names are complained about. */
    private static boolean isPlaceRight(Exhibit exhibit, GradientReport report) {
        return exhibit.tensors().isEmpty()
                || report.tensors().stream()
                        .allMatch(t -> t.isAcceptable() != exhibit.tensors().contains(t.name()));
    }

    /** The cause that the message names first is the one that was planted. */
    private boolean isCauseRight(Exhibit exhibit, GradientReport report) {
        if (exhibit.planted() == null) {
            return true;
        }
        List<String> sentences = report.tensors().stream()
                .flatMap(tensor -> tensor.causes().stream())
                .toList();
        Planted named = Planted.namedFirst(sentences);
        count(causes, exhibit.planted(), named);
        return named == exhibit.planted();
    }

    private static <E extends Enum<E>> void count(Map<E, Map<E, Integer>> table, E expected, E found) {
        table.computeIfAbsent(expected, e -> new TreeMap<>()).merge(found, 1, Integer::sum);
    }

    /** One line for each expectation, with what was found and how often. */
    private static <E extends Enum<E>> String table(String title, Map<E, Map<E, Integer>> table) {
        StringBuilder text = new StringBuilder(title);
        table.forEach((expected, found) -> {
            text.append(String.format(Locale.ROOT, "%n  %-18s", expected));
            found.forEach(
                    (each, count) -> text.append(' ').append(each).append(' ').append(count));
        });
        return text.toString();
    }
}
