package dev.nnkit.gradcheck;

import dev.nnkit.api.Shape;
import java.util.Comparator;
import java.util.List;

/**
 * What a check found out about the gradient of one tensor.
 *
 * @param name {@code input}, {@code prediction}, {@code x}, or a parameter's path
 * @param shape the tensor's shape, of an input with its batch axis
 * @param verdict the worst of its coordinates
 * @param isAcceptable whether {@code verdict} is CORRECT, or KINK for no larger share of the elements than allowed
 * @param causes what may be the mistake, most likely first, one sentence each; empty if nothing is wrong or known
 * @param coordinates all that were measured, ascending
 * @param taylor a second opinion along random directions through the tensor
 */
public record TensorReport(
        String name,
        Shape shape,
        Verdict verdict,
        boolean isAcceptable,
        List<String> causes,
        List<Coordinate> coordinates,
        List<Taylor> taylor) {
    private static final Comparator<Coordinate> WORST_FIRST = Comparator.comparing(Coordinate::verdict)
            .thenComparing(Coordinate::error)
            .reversed();
    private static final int SHOWN = 5;

    public TensorReport {
        causes = List.copyOf(causes);
        coordinates = List.copyOf(coordinates);
        taylor = List.copyOf(taylor);
    }

    TensorReport withCauses(List<String> others) {
        return new TensorReport(name, shape, verdict, isAcceptable, others, coordinates, taylor);
    }

    /** The worst coordinates, by verdict and then by error. */
    public List<Coordinate> worst(int count) {
        return coordinates.stream().sorted(WORST_FIRST).limit(count).toList();
    }

    /** How many coordinates have this verdict. */
    public long count(Verdict wanted) {
        return coordinates.stream().filter(c -> c.verdict() == wanted).count();
    }

    /** The largest {@code |analytic - numeric|}; 0 if nothing was measured. */
    public double largestError() {
        return coordinates.stream().mapToDouble(Coordinate::error).max().orElse(0);
    }

    /** The part of a failing check's message that is about this tensor: verdict, likely causes, the worst elements. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(verdict).append(' ').append(name).append(' ').append(shape);
        text.append(": ").append(count(verdict)).append(" of ");
        text.append(coordinates.size()).append(" elements checked");
        for (String cause : causes) {
            text.append("\n  likely cause: ").append(cause);
        }
        if (!isAcceptable) {
            for (Coordinate coordinate : worst(SHOWN)) {
                text.append("\n  ").append(coordinate.verdict()).append(' ').append(coordinate);
            }
        }
        return text.toString();
    }
}
