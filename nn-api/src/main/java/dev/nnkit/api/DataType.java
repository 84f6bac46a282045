package dev.nnkit.api;

/** What a {@link Tensor} holds. Only the two floating types can be differentiated; INT32 is for ids, labels and lengths. */
public enum DataType {
    FLOAT32(4),
    FLOAT64(8),
    INT32(4);

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one element takes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloating() {
        return this != INT32;
    }
}
