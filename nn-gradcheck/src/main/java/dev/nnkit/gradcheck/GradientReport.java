package dev.nnkit.gradcheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a {@link GradientCheck} found out, as data; {@code toString()} is the message that a failing check has.
 *
 * @param subject what was checked
 * @param seed with which the check can be repeated
 * @param tensors one report for each input and parameter, worst first; of equally bad ones that which is nearer to the
 *     output, because a mistake there spoils the others
 * @param place which layer to look at, one sentence; empty where nothing follows
 * @param test Java source of a test that fails in the same way at the smallest input found; empty if nothing is WRONG
 */
public record GradientReport(String subject, long seed, List<TensorReport> tensors, String place, String test) {
    public GradientReport {
        tensors = List.copyOf(tensors);
    }

    /** @param inOrder the tensors in the order in which the function uses them */
    GradientReport(String subject, long seed, List<TensorReport> inOrder, String test) {
        this(subject, seed, worstFirst(inOrder), Place.of(inOrder), test);
    }

    GradientReport withTest(String java) {
        return new GradientReport(subject, seed, tensors, place, java);
    }

    private static List<TensorReport> worstFirst(List<TensorReport> inOrder) {
        List<TensorReport> sorted = new ArrayList<>(inOrder);
        Collections.reverse(sorted);
        sorted.sort(Comparator.comparing(TensorReport::isAcceptable)
                .thenComparing(Comparator.comparing(TensorReport::verdict).reversed()));
        return sorted;
    }

    /** Whether nothing is to be complained about. */
    public boolean isCorrect() {
        return tensors.stream().allMatch(TensorReport::isAcceptable);
    }

    /** The worst verdict of all tensors. */
    public Verdict verdict() {
        return tensors.stream()
                .map(TensorReport::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.CORRECT);
    }

    /** The report on one tensor; throws IllegalArgumentException with the names there are. */
    public TensorReport tensor(String name) {
        return tensors.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tensor \"" + name + "\" was checked, but "
                        + tensors.stream().map(TensorReport::name).toList() + "."));
    }

    /** The same without the tensors that are not {@code wanted}. */
    public GradientReport only(Predicate<TensorReport> wanted) {
        return new GradientReport(subject, seed, tensors.stream().filter(wanted).toList(), place, test);
    }

    @Override
    public String toString() {
        long bad = tensors.stream().filter(t -> !t.isAcceptable()).count();
        StringBuilder text = new StringBuilder(subject).append(": ");
        if (bad == 0) {
            text.append("the gradients of all ").append(tensors.size()).append(" tensors are right");
        } else {
            text.append("the gradients of ").append(bad).append(" of ");
            text.append(tensors.size()).append(" tensors cannot be confirmed");
        }
        text.append(" (seed ").append(seed).append(").");
        if (!place.isEmpty()) {
            text.append('\n').append(place);
        }
        tensors.forEach(tensor -> text.append('\n').append(tensor));
        if (!test.isEmpty()) {
            text.append("\nThis test fails in the same way:\n").append(test);
        }
        return text.toString();
    }
}
