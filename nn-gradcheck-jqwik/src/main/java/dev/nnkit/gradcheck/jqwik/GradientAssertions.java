package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Join;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.GradientMismatch;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Gradient checks as sentences: {@code assertThatGradient(layer).at(x).isCorrect()}. Where a property fails, jqwik
 * shrinks the point and prints the Java that makes it.
 */
public final class GradientAssertions {
    private GradientAssertions() {}

    public static OfLayer assertThatGradient(Layer layer) {
        return new OfLayer(layer);
    }

    public static OfJoin assertThatGradient(Join join) {
        return new OfJoin(join);
    }

    public static OfLoss assertThatGradient(Loss loss) {
        return new OfLoss(loss);
    }

    public static OfActivation assertThatGradient(Activation activation) {
        return new OfActivation(activation);
    }

    /** Of a function of a point, and what claims to be its gradient. */
    public static OfFunction assertThatGradient(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        return new OfFunction(function, gradient);
    }

    /** A sentence that lacks its point. */
    public record OfLayer(Layer layer) {
        /** @param input FLOAT64, or INT32 where the layer reads ids; the first axis is the batch */
        public Sentence at(Tensor input) {
            return new Sentence(GradientCheck.of(layer).on(input));
        }
    }

    /** A sentence that lacks its point. */
    public record OfJoin(Join join) {
        /** @param inputs FLOAT64, or INT32 for ids and lengths */
        public Sentence at(Tensor... inputs) {
            return new Sentence(GradientCheck.of(join).on(inputs));
        }
    }

    /** A sentence that lacks its point. */
    public record OfLoss(Loss loss) {
        /** @param prediction FLOAT64 */
        public Sentence at(Tensor prediction, Target target) {
            return new Sentence(GradientCheck.of(loss).on(prediction, target));
        }
    }

    /** A sentence that lacks its points. */
    public record OfActivation(Activation activation) {
        public Sentence at(double... points) {
            return new Sentence(GradientCheck.of(activation).at(points));
        }
    }

    /** A sentence that lacks its point. */
    public record OfFunction(ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient) {
        public Sentence at(double... point) {
            return new Sentence(GradientCheck.function(function, gradient).at(point));
        }
    }

    /** A sentence that only lacks its verb. */
    public record Sentence(GradientCheck check) {
        /** With other settings: {@code at(x).with(check -> check.allowKinks(1)).isCorrect()}. */
        public Sentence with(UnaryOperator<GradientCheck> settings) {
            return new Sentence(settings.apply(check));
        }

        /**
         * Carries out the check.
         *
         * @throws GradientMismatch with the whole report, unless the gradient is right
         */
        public void isCorrect() {
            check.verify();
        }
    }
}
