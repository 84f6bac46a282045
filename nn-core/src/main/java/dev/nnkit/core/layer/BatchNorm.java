package dev.nnkit.core.layer;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecText;
import java.util.List;

/**
 * Normalises each channel (last axis) over all other axes: {@code y = scale (x - mean) / sqrt(variance + epsilon) + bias}.
 * In training mean and biased variance are those of the batch; in predictions, and where the layer is frozen, the running
 * ones. {@code running = (1 - momentum) running + momentum observed}, with the unbiased variance.
 *
 * <p>Parameters, each [channels]: {@code scale} ones, {@code bias} zeros, {@code mean} zeros and {@code variance} ones,
 * both statistics. Training needs two or more values a channel; throws IllegalArgumentException otherwise. Thread-safe:
 * immutable.
 *
 * @param momentum in (0, 1]; default 0.1
 * @param epsilon positive; default 1e-5
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe, Szegedy 2015, algorithm 1</a>
 */
public record BatchNorm(double momentum, double epsilon) implements LayerSpec {
    public BatchNorm {
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException("batchNorm: momentum must be in (0, 1] but is " + momentum + ".");
        }
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "batchNorm: epsilon must be positive and finite but is " + epsilon + ".");
        }
    }

    static BatchNorm read(Arguments arguments) {
        return new BatchNorm(arguments.number("momentum", 0.1), arguments.number("epsilon", 1e-5));
    }

    @Override
    public Layer build(Shape example, Initialization initialization) {
        String who = initialization.describe(this);
        if (example.rank() == 0) {
            throw new ShapeMismatchException(who + ": an example must have a last axis of channels but has shape [].");
        }
        Shape channels = Shape.of(example.last());
        return new Built(
                who,
                this,
                initialization.constant("scale", Role.SCALE, channels, 1),
                initialization.bias("bias", channels),
                initialization.constant("mean", Role.STATISTIC, channels, 0),
                initialization.constant("variance", Role.STATISTIC, channels, 1));
    }

    private record Built(
            String who, BatchNorm settings, Parameter scale, Parameter bias, Parameter mean, Parameter variance)
            implements Layer {
        @Override
        public Shape outputShape(Shape example) {
            if (example.rank() == 0 || example.last() != scale.size()) {
                throw new ShapeMismatchException(
                        who + ": an example must have " + scale.size() + " channels but has shape " + example + ".",
                        example);
            }
            return example;
        }

        @Override
        public Forward forward(Tensor x, StepContext step) {
            check(x);
            boolean ofBatch = usesBatch(step);
            Tensor center = ofBatch ? step.scratchLike(mean.value()) : mean.value();
            Tensor inverse = step.scratchLike(mean.value());
            if (ofBatch) {
                observe(x, center, inverse, step);
            } else {
                inverse.set(variance.value());
            }
            invert(inverse);
            Tensor normal = step.scratchLike(x);
            Tensor y = step.scratchLike(x);
            ChannelRows.normalise(x, center, inverse, normal, step.kernels());
            ChannelRows.scaleAndShift(normal, scale.value(), bias.value(), y, step.kernels());
            return new Forward(y, new Back(this, normal, inverse, ofBatch, step));
        }

        @Override
        public Tensor infer(Tensor x, StepContext step) {
            if (usesBatch(step)) {
                return forward(x, step).output();
            }
            check(x);
            Tensor inverse = step.scratchLike(mean.value()).set(variance.value());
            invert(inverse);
            Tensor y = step.scratchLike(x);
            ChannelRows.normalise(x, mean.value(), inverse, y, step.kernels());
            ChannelRows.scaleAndShift(y, scale.value(), bias.value(), y, step.kernels());
            return y;
        }

        private boolean usesBatch(StepContext step) {
            return step.training() && !mean.isFrozen();
        }

        /** {@code 1 / sqrt(variance + epsilon)}, in place. */
        private void invert(Tensor spread) {
            for (int c = 0; c < spread.size(); c++) {
                spread.set(c, 1 / Math.sqrt(spread.get(c) + settings.epsilon));
            }
        }

        private void check(Tensor x) {
            Inputs.requireFloating(who, x);
            if (x.shape().rank() < 2 || x.shape().last() != scale.size()) {
                throw new ShapeMismatchException(
                        who + ": input must have " + scale.size() + " channels but has shape " + x.shape() + ".");
            }
        }

        /** Mean and biased variance of the batch; queues the running ones. */
        private void observe(Tensor x, Tensor center, Tensor spread, StepContext step) {
            int count = x.rows();
            if (count < 2) {
                throw new IllegalArgumentException(who
                        + ": training needs two or more values a channel, but the batch has shape " + x.shape()
                        + ". Use larger batches, and drop a last batch of one example.");
            }
            ChannelRows.moments(x, center, spread, step.kernels());
            Tensor unbiased = step.scratchLike(spread);
            for (int c = 0; c < spread.size(); c++) {
                unbiased.set(c, spread.get(c) * count / (count - 1));
            }
            Tensor observedMean = step.scratchLike(center).set(center);
            step.blend(mean, observedMean, settings.momentum);
            step.blend(variance, unbiased, settings.momentum);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(scale, bias, mean, variance);
        }

        @Override
        public boolean mixesExamples() {
            return !mean.isFrozen();
        }
    }

    /** {@code dx = scale inverse (dy - mean of dy - normal * mean of (dy * normal))}; without the means if not of the batch. */
    private record Back(Built layer, Tensor normal, Tensor inverse, boolean ofBatch, StepContext step)
            implements Layer.Pullback {
        @Override
        public Tensor apply(Tensor dy, Gradients into) {
            Kernels kernels = step.kernels();
            Tensor sums = step.zerosLike(inverse);
            Tensor products = step.zerosLike(inverse);
            if (ofBatch || into.wantsAny(layer.parameters())) {
                addGradients(dy, sums, products, into);
            }
            if (ofBatch) {
                kernels.scale(1.0 / dy.rows(), sums);
                kernels.scale(1.0 / dy.rows(), products);
            } else {
                sums.fill(0);
                products.fill(0);
            }
            Tensor factor = step.scratchLike(inverse);
            kernels.multiplyElements(inverse, layer.scale.value(), factor);
            Tensor dx = step.scratchLike(dy);
            ChannelRows.back(dy, normal, new ChannelRows.Factors(sums, products, factor), dx, kernels);
            return dx;
        }

        @Override
        public void parametersOnly(Tensor dy, Gradients into) {
            addGradients(dy, step.scratchLike(inverse), step.scratchLike(inverse), into);
        }

        /** Leaves the sums of dy and of dy * normal in {@code sums} and {@code products}. */
        private void addGradients(Tensor dy, Tensor sums, Tensor products, Gradients into) {
            ChannelRows.sums(dy, normal, sums, products, step.kernels());
            if (into.wants(layer.bias)) {
                step.kernels().addScaled(1, sums, into.sum(layer.bias));
            }
            if (into.wants(layer.scale)) {
                step.kernels().addScaled(1, products, into.sum(layer.scale));
            }
        }
    }

    @Override
    public String toString() {
        return SpecText.of("batchNorm")
                .option("momentum", momentum, 0.1)
                .option("epsilon", epsilon, 1e-5)
                .toString();
    }
}
