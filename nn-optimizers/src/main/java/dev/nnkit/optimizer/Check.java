package dev.nnkit.optimizer;

/** The checks that settings share. */
final class Check {
    private Check() {}

    static void positive(String who, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw wrong(who, name, "positive and finite", value);
        }
    }

    static void notNegative(String who, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw wrong(who, name, "0 or more and finite", value);
        }
    }

    static void atLeastOne(String who, String name, int value) {
        if (value < 1) {
            throw wrong(who, name, "1 or more", value);
        }
    }

    /** A share that is kept: at 1 nothing new would come in. */
    static void share(String who, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw wrong(who, name, "in [0, 1)", value);
        }
    }

    /** What a learning rate shrinks by, again and again: above 1 it would grow beyond all numbers. */
    static void shrinking(String who, String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw wrong(who, name, "in (0, 1]", value);
        }
    }

    /** What is added to a divisor: it must not be 0 as a float either, where a gradient of 0 would give 0 / 0. */
    static void epsilon(String who, double value) {
        if (!(value >= Float.MIN_NORMAL && value < Double.POSITIVE_INFINITY)) {
            throw wrong(
                    who, "epsilon", "finite and at least " + Float.MIN_NORMAL + " (the smallest normal float)", value);
        }
    }

    private static IllegalArgumentException wrong(String who, String name, String expected, Number actual) {
        return new IllegalArgumentException(who + ": " + name + " must be " + expected + " but is " + actual + ".");
    }
}
