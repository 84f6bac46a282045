package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Activation;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Join;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Rule;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.SpecText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small right implementations of each kind, and the plug-in that lets their texts be read. */
final class Words implements Plugin {
    static final Registry REGISTRY = Registry.of(List.of(new Words()));

    @Override
    public void register(Registry registry) {
        registry.activation("bent", Bent.class, a -> new Bent(a.number("slope")));
        registry.loss("squared", Squared.class, a -> new Squared());
        registry.optimizer("heavy", Heavy.class, a -> new Heavy(a.number("learningRate")));
        registry.schedule("halving", Halving.class, a -> new Halving(a.integer("steps")));
        registry.join("masked", Masked.class, a -> new Masked());
    }

    /** {@code y = x} where x > 0, else {@code slope * x}; fast in FLOAT64 only. */
    record Bent(double slope) implements Activation {
        @Override
        public double apply(double x) {
            return x > 0 ? x : slope * x;
        }

        @Override
        public double derivative(double x, double y) {
            return x > 0 ? 1 : slope;
        }

        @Override
        public double[] kinks() {
            return new double[] {0};
        }

        @Override
        public void apply(double[] x, double[] y, int from, int to, ElementaryFunctions functions) {
            for (int i = from; i < to; i++) {
                y[i] = x[i] > 0 ? x[i] : slope * x[i];
            }
        }

        @Override
        public String toString() {
            return SpecText.of("bent").add(slope).toString();
        }
    }

    /** {@code sum of (prediction - target)^2}. */
    record Squared() implements Loss {
        @Override
        public void check(Shape prediction, Shape target) {
            if (!prediction.equals(target)) {
                throw new ShapeMismatchException("squared: prediction must have the shape of the target, " + target
                        + ", but has " + prediction + ".");
            }
        }

        @Override
        public double weight(Target target) {
            double sum = 0;
            for (int i = 0; i < target.batch(); i++) {
                sum += target.weight(i);
            }
            return sum * target.values().size() / target.batch();
        }

        @Override
        public Evaluation evaluate(Tensor prediction, Target target, double scale, StepContext step) {
            Tensor gradient = step.scratchLike(prediction);
            double sum = 0;
            int width = prediction.size() / prediction.batch();
            for (int i = 0; i < prediction.size(); i++) {
                double distance = prediction.get(i) - target.values().get(i);
                double weight = target.weight(i / width) * scale;
                sum += weight * distance * distance;
                gradient.set(i, 2 * weight * distance);
            }
            return new Evaluation(sum, gradient);
        }

        @Override
        public String toString() {
            return "squared";
        }
    }

    /** Momentum of 0.9. */
    record Heavy(double learningRate) implements Optimizer {
        @Override
        public Rule rule(Parameter parameter) {
            Tensor velocity = Tensor.zeros(parameter.value().type(), parameter.shape());
            return new Rule() {
                @Override
                public void update(Tensor value, Tensor gradient, double rateFactor, long step, Kernels kernels) {
                    kernels.scale(0.9, velocity);
                    kernels.addScaled(1, gradient, velocity);
                    kernels.addScaled(-learningRate * rateFactor, velocity, value);
                }

                @Override
                public Map<String, Tensor> state() {
                    return Map.of("velocity", velocity);
                }
            };
        }

        @Override
        public String toString() {
            return SpecText.of("heavy").add(learningRate).toString();
        }
    }

    /** Half the rate after every so many steps. */
    record Halving(int steps) implements Schedule {
        @Override
        public Course start(Horizon horizon) {
            return step -> Math.scalb(1.0, -Math.toIntExact((step - 1) / steps));
        }

        @Override
        public String toString() {
            return SpecText.of("halving").add(steps).toString();
        }
    }

    /** {@code y[b, t] = x[b, t] * x[b, t]} for t < lengths[b], else 0: two inputs, one of which has no gradient. */
    record Masked() implements JoinSpec {
        @Override
        public Join build(List<Shape> examples, Initialization initialization) {
            return new Built(initialization.describe(this), examples);
        }

        private record Built(String who, List<Shape> examples) implements Join {
            @Override
            public Shape outputShape(List<Shape> shapes) {
                if (!shapes.equals(examples)) {
                    throw new ShapeMismatchException(who + ": examples must have shapes " + examples + ".");
                }
                return shapes.get(0);
            }

            @Override
            public Forward forward(List<Tensor> inputs, StepContext step) {
                Tensor x = inputs.get(0);
                Tensor lengths = inputs.get(1);
                Inputs.require(who, x, examples.get(0));
                Inputs.requireInts(who, lengths, examples.get(1));
                Tensor y = step.zerosLike(x);
                int time = x.shape().last();
                for (int i = 0; i < x.size(); i++) {
                    if (i % time < lengths.get(i / time)) {
                        y.set(i, x.get(i) * x.get(i));
                    }
                }
                return new Forward(y, (dy, into) -> {
                    Tensor dx = step.zerosLike(x);
                    for (int i = 0; i < x.size(); i++) {
                        if (i % time < lengths.get(i / time)) {
                            dx.set(i, 2 * x.get(i) * dy.get(i));
                        }
                    }
                    @Nullable Tensor[] gradients = {dx, null};
                    return gradients;
                });
            }
        }

        @Override
        public String toString() {
            return "masked";
        }
    }

    static Target target(double... values) {
        return Target.of(Tensor.of(Shape.of(values.length / 2, 2), values));
    }

    static Target weighted(Target target, double... weights) {
        return new Target(target.values(), Tensor.of(Shape.of(weights.length), weights));
    }
}
