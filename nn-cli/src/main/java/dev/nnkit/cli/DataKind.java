package dev.nnkit.cli;

/** What {@code --data} names, which decides the options that fit. */
enum DataKind {
    GENERATOR("a generator"),
    IDX("IDX files"),
    TABLE("a table"),
    ARRAYS("NumPy arrays"),
    DRAWINGS("a folder of raw drawings"),
    IMAGES("a folder of images");

    private final String words;

    DataKind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
