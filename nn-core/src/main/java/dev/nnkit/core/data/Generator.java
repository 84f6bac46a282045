package dev.nnkit.core.data;

/**
 * Data that can be made, by name.
 *
 * @param name what it is called on the command line
 * @param description what it is, in a few words
 * @param task what its targets mean
 * @param defaultRows how many examples are made where nobody says
 * @param source makes the examples
 */
public record Generator(String name, String description, Task task, int defaultRows, Source source) {
    /** Makes examples: the same rows and seed give the same bits. */
    @FunctionalInterface
    public interface Source {
        Dataset generate(int rows, long seed);
    }

    /**
     * Makes examples. With the same seed, more rows begin with what fewer rows are.
     *
     * @throws IllegalArgumentException if rows is less than 1
     */
    public Dataset generate(int rows, long seed) {
        return source.generate(rows, seed);
    }

    /** Name and description. */
    @Override
    public String toString() {
        return name + ": " + description;
    }
}
