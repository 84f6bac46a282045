package dev.nnkit.examples;

/** What comes out of {@code 0.2 / (0.2 + 0.1) * 0.3}: the equations of a document, for its test. */
final class Arithmetic {
    private final String text;
    private int at;

    private Arithmetic(String text) {
        this.text = text.replace(" ", "");
    }

    static double of(String text) {
        Arithmetic arithmetic = new Arithmetic(text);
        double value = arithmetic.sum();
        if (arithmetic.at < arithmetic.text.length()) {
            throw new IllegalArgumentException(text + ": not understood from character " + arithmetic.at + ".");
        }
        return value;
    }

    private double sum() {
        double value = product();
        while (next('+') || next('-')) {
            value = text.charAt(at - 1) == '+' ? value + product() : value - product();
        }
        return value;
    }

    private double product() {
        double value = factor();
        while (next('*') || next('/')) {
            value = text.charAt(at - 1) == '*' ? value * factor() : value / factor();
        }
        return value;
    }

    private double factor() {
        if (next('-')) {
            return -factor();
        }
        if (next('(')) {
            double value = sum();
            if (!next(')')) {
                throw new IllegalArgumentException(text + ": a parenthesis is not closed.");
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return Double.parseDouble(text.substring(start, at));
    }

    private boolean next(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }
}
