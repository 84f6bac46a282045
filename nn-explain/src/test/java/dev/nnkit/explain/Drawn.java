package dev.nnkit.explain;

import dev.nnkit.activation.Activations;
import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Role;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Dropout;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Frozen;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Pass;
import dev.nnkit.core.network.Sequential;
import java.util.ArrayList;
import java.util.List;

/** A dense network of depth 1 to 4 and widths 1 to 6, a loss, and an example for them, drawn from a seed. */
record Drawn(Network network, Loss loss, Tensor input, Tensor target) {
    static final List<Activation> ACTIVATIONS = List.of(
            Activations.tanh(),
            Activations.sigmoid(),
            Activations.relu(),
            Activations.gelu(),
            Activations.leakyRelu(),
            Activations.softplus(),
            Activations.silu());

    static Drawn from(long seed, DataType type) {
        RandomStream random = RandomStream.of(seed, "drawn network");
        int depth = 1 + random.nextInt(4);
        boolean image = random.nextInt(4) == 0;
        int inputs = 1 + random.nextInt(6);
        int outputs = 1 + random.nextInt(6);
        Loss loss = loss(random, outputs);
        List<LayerSpec> layers = new ArrayList<>();
        if (image) {
            layers.add(new Flatten());
        }
        for (int i = 0; i < depth; i++) {
            boolean last = i == depth - 1;
            LayerSpec dense = new Dense(last ? outputs : 1 + random.nextInt(6), random.nextInt(4) > 0, null);
            layers.add(random.nextInt(5) == 0 ? new Frozen(dense) : dense);
            if (!last || (!loss.expectsLogits() && random.nextInt(2) == 0)) {
                layers.add(ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())));
            }
            if (!last && random.nextInt(4) == 0) {
                layers.add(new Dropout(0.5));
            }
            if (!last && random.nextInt(6) == 0) {
                layers.add(Activations.tanh());
            }
        }
        Shape example = image ? Shape.of(1, inputs, 1) : Shape.of(inputs);
        Network network = Network.build(new Sequential(nested(layers, random)), example, type, seed);
        for (Parameter parameter : network.parameters()) {
            if (parameter.role() == Role.BIAS) {
                fill(parameter.value(), random, 0.5);
            }
        }
        Tensor input = fill(Tensor.zeros(DataType.FLOAT64, example), random, 2);
        return new Drawn(
                network, loss, input.as(type), target(loss, outputs, random).as(typeOfTarget(loss, type)));
    }

    /** Sometimes a part of the chain is a chain of its own. */
    private static List<LayerSpec> nested(List<LayerSpec> layers, RandomStream random) {
        if (layers.size() < 3 || random.nextInt(3) > 0) {
            return layers;
        }
        List<LayerSpec> outer = new ArrayList<>(layers.subList(2, layers.size()));
        outer.add(0, new Sequential(layers.subList(0, 2)));
        return outer;
    }

    private static Loss loss(RandomStream random, int outputs) {
        List<Loss> losses = new ArrayList<>(List.of(
                Losses.halfSumOfSquares(),
                Losses.meanSquaredError(),
                Losses.huber(),
                Losses.meanAbsoluteError(),
                Losses.binaryCrossEntropy()));
        if (outputs > 1) {
            losses.add(Losses.softmaxCrossEntropy());
            losses.add(Losses.softmaxCrossEntropy().withLabelSmoothing(0.1));
        }
        return losses.get(random.nextInt(losses.size()));
    }

    private static boolean ofClasses(Loss loss) {
        return loss.toString().startsWith("softmax");
    }

    private static DataType typeOfTarget(Loss loss, DataType type) {
        return ofClasses(loss) ? DataType.INT32 : type;
    }

    private static Tensor target(Loss loss, int outputs, RandomStream random) {
        if (ofClasses(loss)) {
            return Tensor.ofInts(Shape.of(), random.nextInt(outputs));
        }
        Tensor target = fill(Tensor.zeros(DataType.FLOAT64, Shape.of(outputs)), random, 1);
        for (int i = 0; i < outputs && loss.expectsLogits(); i++) {
            target.set(i, Math.abs(target.get(i)));
        }
        return target;
    }

    /** Between -size and size. */
    private static Tensor fill(Tensor tensor, RandomStream random, double size) {
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, size * (2 * random.nextDouble() - 1));
        }
        return tensor;
    }

    Tensor batch() {
        return input.withShape(network.inputShape().withBatch(1));
    }

    Target targets() {
        return Target.of(target.withShape(target.shape().withBatch(1)));
    }

    /** What the network itself says of the example: the loss, and the gradients that training would use. */
    double lossAndGradients(Gradients gradients) {
        StepContext step = StepContext.inference(KernelChoice.best(1));
        Pass pass = network.forward(List.of(batch()), step);
        Loss.Evaluation error = loss.evaluate(pass.outputs().get(0), targets(), 1 / loss.weight(targets()), step);
        pass.pullback().parametersOnly(List.of(error.gradient()), gradients);
        return error.value();
    }

    Explanation explained() {
        return Explain.of(network, loss).withLearningRate(0.25).sample(input, target);
    }
}
