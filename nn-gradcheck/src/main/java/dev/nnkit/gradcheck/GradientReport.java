package dev.nnkit.gradcheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a {@link GradientCheck} found out, as data; {@code toString()} is the message that a failing check has.
 *
 * @param subject what was checked
 * @param seed with which the check can be repeated
 * @param tensors one report for each input and parameter, worst first
 */
public record GradientReport(String subject, long seed, List<TensorReport> tensors) {
    private static final int SHOWN = 5;

    public GradientReport {
        List<TensorReport> sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparing(TensorReport::isAcceptable)
                .thenComparing(Comparator.comparing(TensorReport::verdict).reversed()));
        tensors = List.copyOf(sorted);
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
        tensors.forEach(tensor -> describe(tensor, text));
        return text.toString();
    }

    private static void describe(TensorReport tensor, StringBuilder text) {
        text.append('\n')
                .append(tensor.verdict())
                .append(' ')
                .append(tensor.name())
                .append(' ')
                .append(tensor.shape());
        text.append(": ").append(tensor.count(tensor.verdict())).append(" of ");
        text.append(tensor.coordinates().size()).append(" elements checked");
        for (String cause : tensor.causes()) {
            text.append("\n  likely cause: ").append(cause);
        }
        if (!tensor.isAcceptable()) {
            for (Coordinate coordinate : tensor.worst(SHOWN)) {
                text.append("\n  ").append(coordinate.verdict()).append(' ').append(coordinate);
            }
        }
    }
}
