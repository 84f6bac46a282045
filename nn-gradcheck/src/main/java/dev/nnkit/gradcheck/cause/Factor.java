package dev.nnkit.gradcheck.cause;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything is right but for one factor; well-known factors are named. */
final class Factor implements Cause {
    /** Nearer to 1 than this it is some other mistake that is small beside the gradient. */
    private static final double NOTHING = 1e-4;

    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] analytic = evidence.analyticMeasured();
        double[] numeric = evidence.numeric();
        double factor = Evidence.fit(analytic, numeric);
        boolean isMinusOne = Math.abs(factor + 1) <= Evidence.NEAR; // a cause of its own
        boolean one = numeric.length < 2 && name(factor, evidence) == null; // one number is a multiple of any other
        if (!Double.isFinite(factor)
                || factor == 0
                || isMinusOne
                || one
                || Math.abs(factor - 1) < NOTHING
                || !Evidence.near(analytic, Evidence.times(numeric, factor))) {
            return null;
        }
        String name = name(factor, evidence);
        if (name == null) {
            return String.format(Locale.ROOT, "a factor: every value is %.6g times the right one.", factor);
        }
        boolean isMean = evidence.batch() > 1 && factor < 1 && !name.equals("1/2");
        return "factor " + name.replaceAll(",$", "") + ": every value is " + name + " times the right one."
                + (isMean ? " A mean was taken where the sum belongs, or it was divided twice." : "");
    }

    private static @Nullable String name(double factor, Evidence evidence) {
        Map<String, Double> known = new LinkedHashMap<>();
        known.put("2", 2.0);
        known.put("1/2", 0.5);
        int batch = evidence.batch();
        int width = evidence.isInput() ? evidence.shape().size() / Math.max(1, batch) : 1;
        addBoth(known, batch, "the batch size");
        addBoth(known, width, "the size of an example");
        addBoth(known, evidence.isInput() ? evidence.shape().size() : 1, "the number of elements");
        addBoth(known, evidence.terms(), "the number of outputs");
        addBoth(known, batch * batch, "the batch size twice");
        for (Map.Entry<String, Double> each : known.entrySet()) {
            if (each.getValue() != 1 && Math.abs(factor - each.getValue()) <= Evidence.NEAR * each.getValue()) {
                return each.getKey();
            }
        }
        return null;
    }

    private static void addBoth(Map<String, Double> known, int size, String what) {
        known.put(size + ", " + what + ",", (double) size);
        known.put("1/" + size + ", one over " + what + ",", 1.0 / size);
    }
}
