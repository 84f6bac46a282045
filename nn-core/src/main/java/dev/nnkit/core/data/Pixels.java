package dev.nnkit.core.data;

/** Bytes as inputs of a network. */
final class Pixels {
    private Pixels() {}

    /** Unsigned bytes, divided by 255. */
    static void toUnit(byte[] from, float[] into, int at, int count) {
        for (int i = 0; i < count; i++) {
            into[at + i] = (from[i] & 0xFF) / 255f;
        }
    }
}
