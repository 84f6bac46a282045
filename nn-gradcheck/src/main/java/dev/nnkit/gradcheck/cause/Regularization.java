package dev.nnkit.gradcheck.cause;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All that is wrong is a multiple of the values, or of their signs: a penalty on one side only. */
final class Regularization implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        double[] values = evidence.part().values();
        if (values.length < 2) {
            return null;
        }
        double[] extra = Evidence.difference(evidence.analyticMeasured(), evidence.numeric());
        double[] signs = Arrays.stream(values).map(Math::signum).toArray();
        double square = Evidence.fit(extra, values);
        double absolute = Evidence.fit(extra, signs);
        if (evidence.isErrorOf(Evidence.times(values, square))) {
            return sentence(square, "the value itself");
        }
        return evidence.isErrorOf(Evidence.times(signs, absolute)) ? sentence(absolute, "the value's sign") : null;
    }

    private static String sentence(double factor, String of) {
        return String.format(
                Locale.ROOT,
                "right up to the regularisation term: %.6g times %s is %s, so a penalty is in the %s only.",
                Math.abs(factor),
                of,
                factor > 0 ? "too much" : "missing",
                factor > 0 ? "gradient" : "value");
    }
}
