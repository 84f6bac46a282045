package dev.nnkit.explain;

/**
 * Tells an {@link Explanation} in plain words and tables, for somebody who knows school algebra; at most 100 columns
 * wide, lines ending in {@code \n}. Thread-safe: immutable.
 *
 * @param names of what goes in and comes out; none by default
 * @param most how many lines a list may have before the rest of it becomes one sum, 1 or more; default {@value #MOST}
 */
public record ExplanationText(Names names, int most) {
    /** How many lines a list may have, unless another number is given. */
    public static final int MOST = 10;

    /** @throws IllegalArgumentException if {@code most} is less than 1 */
    public ExplanationText {
        if (most < 1) {
            throw new IllegalArgumentException("most, the lines of a list, must be 1 or more but is " + most + ".");
        }
    }

    /** Without names, with lists of {@value #MOST} lines. */
    public ExplanationText() {
        this(Names.none(), MOST);
    }

    /** The whole explanation. */
    public String of(Explanation explanation) {
        return new ForwardText(explanation, this).text()
                + new BlameText(explanation, this).text()
                + new NudgeText(explanation, this).text();
    }
}
