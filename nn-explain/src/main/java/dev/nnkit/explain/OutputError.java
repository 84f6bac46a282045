package dev.nnkit.explain;

/**
 * The error of one output.
 *
 * @param index of the output, from 0
 * @param target what it should have been; for classes 1 for the right one and 0 for the others, as far as the loss wants
 *     it so: label smoothing moves both
 * @param guess what it was; for a loss on logits the probability that the loss makes of them
 * @param error {@code target - guess}: positive where the guess was too low
 */
public record OutputError(int index, double target, double guess, double error) {
    OutputError(int index, double target, double guess) {
        this(index, target, guess, target - guess);
    }
}
