package dev.nnkit.gradcheck.cause;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gradient is that of another tensor of the same size. */
final class Swapped implements Cause {
    @Override
    public @Nullable String explain(Evidence evidence) {
        Part own = evidence.part();
        for (Part other : evidence.trial().situation().parts()) {
            if (other.name().equals(own.name()) || other.all().length != own.all().length) {
                continue;
            }
            double[] told = IntStream.of(other.indices())
                    .mapToDouble(i -> own.analytic()[i])
                    .toArray();
            if (Evidence.near(told, other.numeric()) && !Evidence.near(other.analyticMeasured(), other.numeric())) {
                return "swapped: this is the gradient of " + other.name() + ".";
            }
        }
        return null;
    }
}
