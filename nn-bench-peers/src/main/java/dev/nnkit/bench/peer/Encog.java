package dev.nnkit.bench.peer;

import dev.nnkit.activation.Relu;
import dev.nnkit.activation.Tanh;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.bench.Workload;
import dev.nnkit.bench.hand.Batches;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.loss.BinaryCrossEntropy;
import dev.nnkit.core.loss.SoftmaxCrossEntropy;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.optimizer.Adam;
import dev.nnkit.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.mathutil.randomize.XaiverRandomizer;
import org.encog.ml.data.MLDataPair;
import org.encog.ml.data.basic.BasicMLData;
import org.encog.ml.data.basic.BasicMLDataPair;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.AdamUpdate;
import org.encog.neural.networks.training.propagation.sgd.update.MomentumUpdate;

/**
 * Encog: dense layers, in double precision, one example after the other on one thread.
 *
 * <p>It is trained by its {@code StochasticGradientDescent}, called for each example and each update. Its
 * {@code Backpropagation} with a batch of 1 is none: the gradients of an epoch are all taken at the weights of its start.
 */
final class Encog implements Peer {
    @Override
    public String name() {
        return "Encog";
    }

    @Override
    public boolean does(Workload work) {
        return Set.of("W1", "W2", "W3").contains(work.name());
    }

    @Override
    public boolean hasThreads() {
        return false;
    }

    @Override
    public LongToDoubleFunction training(Workload work, Dataset data) {
        Rows rows = new Rows(data);
        BasicNetwork network = network(work, rows.inputWidth());
        List<MLDataPair> pairs = new ArrayList<>();
        for (int row = 0; row < rows.count(); row++) {
            pairs.add(new BasicMLDataPair(
                    new BasicMLData(doubles(rows.input(row))), new BasicMLData(doubles(rows.target(row)))));
        }
        StochasticGradientDescent descent = new StochasticGradientDescent(network, new BasicMLDataSet(pairs));
        configure(descent, work.optimizer());
        Loss loss = work.loss();
        return new Batches(rows.count(), work.batch(), (order, from, to) -> {
            for (int i = from; i < to; i++) {
                descent.process(pairs.get(order[i]));
            }
            descent.update();
            return to == order.length ? meanLoss(loss, network, pairs, order, from) : Double.NaN;
        })::epoch;
    }

    private static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    private static BasicNetwork network(Workload work, int inputs) {
        BasicNetwork network = new BasicNetwork();
        network.addLayer(new BasicLayer(null, true, inputs));
        List<LayerSpec> layers = ((Sequential) work.network()).layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Dense dense) {
                boolean last = i == layers.size() - 1;
                ActivationFunction activation = last ? output(work.loss()) : activation(layers.get(i + 1));
                network.addLayer(new BasicLayer(activation, !last, dense.units()));
            } else if (!(layers.get(i) instanceof Flatten) && i == 0) {
                throw new IllegalArgumentException("Encog has no " + layers.get(i));
            }
        }
        network.getStructure().finalizeStructure();
        new XaiverRandomizer(1).randomize(network);
        return network;
    }

    private static ActivationFunction activation(LayerSpec spec) {
        if (spec instanceof Tanh) {
            return new ActivationTANH();
        } else if (spec instanceof Relu) {
            return new ActivationReLU();
        }
        throw new IllegalArgumentException("Encog has no " + spec);
    }

    /** With each of these the gradient of the loss is target minus output, or a multiple of it. */
    private static ActivationFunction output(Loss loss) {
        if (loss instanceof BinaryCrossEntropy) {
            return new ActivationSigmoid();
        } else if (loss instanceof SoftmaxCrossEntropy) {
            return new ActivationSoftMax();
        }
        return new ActivationLinear();
    }

    /** It adds up the gradients of a batch, which is the same to Adam, and to plain descent where the batch is 1. */
    private static void configure(StochasticGradientDescent descent, Optimizer optimizer) {
        if (optimizer instanceof Adam adam) {
            descent.setLearningRate(adam.learningRate());
            descent.setUpdateRule(new AdamUpdate());
        } else if (optimizer instanceof Sgd sgd) {
            descent.setLearningRate(sgd.learningRate());
            descent.setMomentum(0);
            descent.setUpdateRule(new MomentumUpdate());
        } else {
            throw new IllegalArgumentException("Encog has no " + optimizer);
        }
    }

    private static double meanLoss(Loss loss, BasicNetwork network, List<MLDataPair> pairs, int[] order, int from) {
        double sum = 0;
        for (int i = from; i < order.length; i++) {
            MLDataPair pair = pairs.get(order[i]);
            double[] output = network.compute(pair.getInput()).getData();
            double[] target = pair.getIdealArray();
            for (int k = 0; k < output.length; k++) {
                sum += loss instanceof BinaryCrossEntropy
                        ? -Math.log(target[k] == 1 ? output[k] : 1 - output[k])
                        : loss instanceof SoftmaxCrossEntropy
                                ? -target[k] * Math.log(output[k])
                                : (output[k] - target[k]) * (output[k] - target[k]);
            }
        }
        return sum / (order.length - from);
    }
}
