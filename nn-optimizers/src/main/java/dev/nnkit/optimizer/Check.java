package dev.nnkit.optimizer;

/** The checks that settings share. */
final class Check {
    private Check() {}

    static void positive(String who, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    who + ": " + name + " must be positive and finite but is " + value + ".");
        }
    }

    static void notNegative(String who, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    who + ": " + name + " must be 0 or more and finite but is " + value + ".");
        }
    }

    /** A share that is kept: at 1 nothing new would come in. */
    static void share(String who, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(who + ": " + name + " must be in [0, 1) but is " + value + ".");
        }
    }
}
