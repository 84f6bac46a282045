package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.SpecText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** {@code y = w x + b}, feature by feature, with one thing wrong. */
record Flawed(Flaw flaw) implements LayerSpec {
    private static final Random CHANCE = new Random();
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final double[] SHARED = new double[100];

    /** So that its text can be read. */
    static final class Words implements Plugin {
        @Override
        public void register(Registry registry) {
            registry.layer("flawed", Flawed.class, a -> new Flawed(Flaw.valueOf(a.text("flaw"))));
        }
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        Parameter weight = flaw == Flaw.CANNOT_BE_FROZEN
                ? new Parameter(
                        "weight",
                        Role.WEIGHT,
                        Tensor.zeros(initialization.type(), example).fill(1))
                : initialization.weight("weight", example, 1, 1);
        if (flaw == Flaw.FIRST_VALUES_BY_CHANCE) {
            weight.value().set(0, CHANCE.nextDouble());
        }
        Parameter bias = initialization.bias(flaw == Flaw.SAVES_AT_THE_WRONG_PLACE ? otherName() : "bias", example);
        return new Built(
                flaw,
                initialization.describe(this),
                example,
                weight,
                bias,
                weight.value().get(0),
                new ArrayList<>());
    }

    private static String otherName() {
        return "bias" + NAMES.incrementAndGet();
    }

    @Override
    public String toString() {
        return flaw == Flaw.UNREADABLE
                ? "flawed(UNREADABLE, 1)"
                : SpecText.of("flawed").quoted(flaw.name()).toString();
    }

    private record Built(
            Flaw flaw,
            String who,
            Shape example,
            Parameter weight,
            Parameter bias,
            double firstWeight,
            List<Tensor> kept)
            implements Layer {
        @Override
        public Shape outputShape(Shape shape) {
            if (flaw == Flaw.LIES_ABOUT_SHAPE) {
                return shape.withBatch(1);
            }
            if (!shape.equals(example) && flaw != Flaw.PROMISES_TOO_MUCH) {
                throw new ShapeMismatchException(
                        flaw == Flaw.SAYS_NO_EXPECTATION
                                ? who + ": bad shape."
                                : who + ": an example must have shape " + example + ".");
            }
            return shape;
        }

        @Override
        public List<Parameter> parameters() {
            return flaw == Flaw.LISTS_TWICE ? List.of(weight, bias, weight) : List.of(weight, bias);
        }

        @Override
        public boolean mixesExamples() {
            return flaw == Flaw.SAYS_IT_MIXES;
        }

        @Override
        public Tensor infer(Tensor input, StepContext step) {
            Tensor y = Layer.super.infer(input, step);
            boolean wrong =
                    flaw == Flaw.INFERS_OTHERWISE || (flaw == Flaw.INFERS_OTHERWISE_IN_TRAINING && step.training());
            return wrong ? doubled(y, step) : y;
        }

        private static Tensor doubled(Tensor y, StepContext step) {
            Tensor result = step.scratchLike(y).set(y);
            step.kernels().scale(2, result);
            return result;
        }

        @Override
        public Forward forward(Tensor received, StepContext step) {
            if (flaw != Flaw.TAKES_EMPTY_BATCHES || received.batch() > 0) {
                Inputs.require(flaw == Flaw.NAMELESS_MESSAGE ? "oops" : who, received, example);
            }
            if (flaw == Flaw.REFUSES_ONE_EXAMPLE && received.batch() == 1) {
                throw new ShapeMismatchException(who + ": must have two examples or more.");
            }
            Tensor x = received;
            if (flaw == Flaw.LAST_INPUT_IN_A_FIELD || flaw == Flaw.KEEPS_ALL_INPUTS) {
                kept.add(received);
            }
            if (flaw == Flaw.WRITES_INPUT) {
                x.set(0, 0);
            }
            if (flaw == Flaw.WRITES_PARAMETER) {
                bias.value().set(0, 1.5);
            }
            if (flaw == Flaw.BLENDS_A_WEIGHT) {
                step.blend(weight, step.zerosLike(weight.value()), 0.1);
            }
            Tensor y = output(x, step);
            if (flaw == Flaw.KEEPS_COPIES) {
                kept.add(y.copy());
            }
            int[] calls = new int[1];
            return new Forward(y, new Pullback() {
                @Override
                public Tensor apply(Tensor dy, Gradients into) {
                    Tensor at = flaw == Flaw.LAST_INPUT_IN_A_FIELD ? kept.get(kept.size() - 1) : x;
                    return back(at, dy, into, step, calls[0]++);
                }

                @Override
                public void parametersOnly(Tensor dy, Gradients into) {
                    if (flaw != Flaw.PARAMETERS_ONLY_IS_EMPTY) {
                        apply(dy, into);
                    }
                }
            });
        }

        private Tensor output(Tensor x, StepContext step) {
            DataType type = flaw == Flaw.DOUBLE_FROM_FLOAT ? DataType.FLOAT64 : x.type();
            Tensor y = step.scratch(type, x.shape());
            if (flaw == Flaw.CHECKS_FOR_NAN_IN_SCRATCH && y.size() > 0 && !Double.isNaN(y.get(0))) {
                return y.fill(1);
            }
            double extra = extra(x, step);
            for (int i = 0; i < x.size(); i++) {
                int j = i % example.size();
                double value = weight.value().get(j) * x.get(i) + bias.value().get(j) + extra;
                y.set(i, flaw == Flaw.ADDS_INTO_SCRATCH ? y.get(i) + value : value);
            }
            if (flaw == Flaw.HIDES_NAN) {
                for (int i = 0; i < y.size(); i++) {
                    y.set(i, Double.isNaN(y.get(i)) ? 0 : y.get(i));
                }
            }
            if (flaw == Flaw.STATIC_SCRATCH) {
                throughShared(y);
            }
            return y;
        }

        /** With time enough for another thread to come between. */
        private static void throughShared(Tensor y) {
            for (int i = 0; i < y.size(); i++) {
                SHARED[i] = y.get(i);
            }
            LockSupport.parkNanos(10_000);
            for (int i = 0; i < y.size(); i++) {
                y.set(i, SHARED[i]);
            }
        }

        private double extra(Tensor x, StepContext step) {
            return switch (flaw) {
                case UNSEEDED -> CHANCE.nextDouble();
                case SECRETLY_STOCHASTIC -> step.training() ? step.random().nextDouble() : 0;
                case PREDICTS_OTHERWISE -> step.training() ? 1 : 0;
                case ROUGH_IN_FLOAT -> x.type() == DataType.FLOAT32 ? 0.01 : 0;
                case DEPENDS_ON_BATCH_SIZE -> x.batch();
                case HOLDS_MORE_THAN_ITS_PARAMETERS -> firstWeight;
                case SPREADS_NAN -> sum(x) * 0;
                case DEPENDS_ON_THE_SPLIT -> parts(step);
                default -> 0;
            };
        }

        private static double parts(StepContext step) {
            AtomicInteger parts = new AtomicInteger();
            step.kernels().split(10, 1, (from, to) -> parts.incrementAndGet());
            return parts.get();
        }

        private static double sum(Tensor x) {
            double sum = 0;
            for (int i = 0; i < x.size(); i++) {
                sum += x.get(i);
            }
            return sum;
        }

        private Tensor back(Tensor x, Tensor dy, Gradients into, StepContext step, int call) {
            if (flaw == Flaw.WRITES_UPSTREAM) {
                dy.set(0, 0);
            }
            Tensor dw = into.sum(weight);
            Tensor db = into.sum(bias);
            if (flaw == Flaw.OVERWRITES) {
                dw.fill(0);
            }
            Tensor dx = step.scratchLike(dy);
            for (int i = 0; i < x.size(); i++) {
                int j = i % example.size();
                double g = upstream(dy.get(i), call);
                dw.set(j, dw.get(j) + g * x.get(i));
                db.set(j, db.get(j) + (flaw == Flaw.BIAS_TWICE ? 2 * g : g));
                dx.set(
                        i,
                        flaw == Flaw.INPUT_GRADIENT_WITHOUT_WEIGHT
                                ? g
                                : g * weight.value().get(j));
            }
            boolean nothing = flaw == Flaw.NO_INPUT_GRADIENT_IF_NOTHING_IS_WANTED && !into.wantsAny(parameters());
            Tensor result = nothing ? dx.fill(0) : dx;
            return flaw == Flaw.GRADIENT_IN_FLAT_SHAPE ? result.withShape(Shape.of(result.size())) : result;
        }

        private double upstream(double g, int call) {
            return switch (flaw) {
                case NOT_LINEAR -> g * Math.abs(g);
                case IGNORES_UPSTREAM -> 1;
                case PULLBACK_REMEMBERS -> g * (1 + call);
                default -> g;
            };
        }
    }

    /** The contract over one flaw, run by hand. */
    static final class Contract extends LayerContract {
        private final Cases cases;

        Contract(Cases cases) {
            this.cases = cases;
        }

        @Override
        protected Cases cases() {
            return cases;
        }

        @Override
        protected Registry registry() {
            return Registry.of(List.of(new Words()));
        }
    }
}
