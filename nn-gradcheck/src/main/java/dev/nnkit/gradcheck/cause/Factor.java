package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything is right but for one factor; well-known factors are named. */
final class Factor implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] analytic = evidence.analyticMeasured();
        double[] numeric = evidence.numeric();
        double products = 0;
        double squares = 0;
        for (int i = 0; i < numeric.length; i++) {
            products += analytic[i] * numeric[i];
            squares += numeric[i] * numeric[i];
        }
        double factor = products / squares;
        double[] scaled = Arrays.stream(numeric).map(n -> n * factor).toArray();
        boolean isMinusOne = Math.abs(factor + 1) <= 1e-5; // a cause of its own
        boolean one = numeric.length < 2 && name(factor, evidence) == null; // one number is a multiple of any other
        if (!Double.isFinite(factor) || factor == 0 || isMinusOne || one || !Evidence.near(analytic, scaled)) {
            return null;
        }
        String name = name(factor, evidence);
        if (name == null) {
            return String.format(Locale.ROOT, "a factor: every value is %.6g times the right one.", factor);
        }
        return "factor " + name + ": every value is " + name + " times the right one.";
    }

    private static @Nullable String name(double factor, Evidence evidence) {
        Map<String, Double> known = new LinkedHashMap<>();
        known.put("2", 2.0);
        known.put("1/2", 0.5);
        known.put(evidence.batch() + ", the batch size,", (double) evidence.batch());
        known.put("1/" + evidence.batch() + ", one over the batch size,", 1.0 / evidence.batch());
        int width = evidence.isInput() ? evidence.shape().size() / Math.max(1, evidence.batch()) : 1;
        known.put(width + ", the size of an example,", (double) width);
        known.put("1/" + width + ", one over the size of an example,", 1.0 / width);
        known.put(evidence.terms() + ", the number of outputs,", (double) evidence.terms());
        known.put("1/" + evidence.terms() + ", one over the number of outputs,", 1.0 / evidence.terms());
        for (Map.Entry<String, Double> each : known.entrySet()) {
            if (each.getValue() != 1 && Math.abs(factor - each.getValue()) <= 1e-5 * each.getValue()) {
                return each.getKey();
            }
        }
        return null;
    }
}
