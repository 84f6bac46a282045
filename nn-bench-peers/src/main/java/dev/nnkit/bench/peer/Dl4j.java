package dev.nnkit.bench.peer;

import dev.nnkit.activation.Relu;
import dev.nnkit.activation.Tanh;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.bench.Workload;
import dev.nnkit.bench.hand.Batches;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.layer.Conv2d;
import dev.nnkit.core.layer.Dense;
import dev.nnkit.core.layer.Flatten;
import dev.nnkit.core.layer.Lstm;
import dev.nnkit.core.layer.MaxPool2d;
import dev.nnkit.core.layer.Reshape;
import dev.nnkit.core.loss.BinaryCrossEntropy;
import dev.nnkit.core.loss.SoftmaxCrossEntropy;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.optimizer.Adam;
import dev.nnkit.optimizer.Momentum;
import dev.nnkit.optimizer.Sgd;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j: a {@code MultiLayerNetwork}, fitted batch by batch. */
final class Dl4j implements Peer {
    @Override
    public String name() {
        return "DL4J";
    }

    @Override
    public boolean does(Workload work) {
        return true;
    }

    @Override
    public boolean hasThreads() {
        return true;
    }

    @Override
    public LongToDoubleFunction training(Workload work, Dataset data) {
        Rows rows = new Rows(data);
        List<LayerSpec> layers = ((Sequential) work.network()).layers();
        Input input = Input.of(layers.get(0), data, rows);
        MultiLayerNetwork network = network(work, layers, input.type());
        INDArray inputs = Nd4j.create(DataType.FLOAT, input.shape(work.batch()));
        INDArray targets = Nd4j.create(DataType.FLOAT, work.batch(), rows.targetWidth());
        return new Batches(rows.count(), work.batch(), (order, from, to) -> {
            rows.copy(
                    order, from, to, inputs.data().asNioFloat(), targets.data().asNioFloat());
            network.fit(inputs, targets);
            return network.score();
        })::epoch;
    }

    /** How examples come in, and with which axes. Channels go first; all our images have one, so that nothing moves. */
    private record Input(InputType type, List<Integer> example) {
        static Input of(LayerSpec first, Dataset data, Rows rows) {
            if (first instanceof Reshape reshape) {
                int steps = reshape.shape().axis(0);
                int features = reshape.shape().axis(1);
                return new Input(InputType.recurrent(features, steps, RNNFormat.NWC), List.of(steps, features));
            } else if (first instanceof Conv2d) {
                int height = data.inputShape().axis(0);
                int width = data.inputShape().axis(1);
                return new Input(InputType.convolutional(height, width, 1), List.of(1, height, width));
            }
            return new Input(InputType.feedForward(rows.inputWidth()), List.of(rows.inputWidth()));
        }

        long[] shape(int batch) {
            return LongStream.concat(LongStream.of(batch), example.stream().mapToLong(Integer::longValue))
                    .toArray();
        }
    }

    /** The way from images to numbers in a row is found by the library itself. */
    private static MultiLayerNetwork network(Workload work, List<LayerSpec> layers, InputType input) {
        NeuralNetConfiguration.ListBuilder builder = new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater(updater(work.optimizer()))
                .list();
        int last = layers.size() - 1;
        for (int i = 0; i < last; i++) {
            LayerSpec spec = layers.get(i);
            if (!(spec instanceof Flatten || spec instanceof Reshape || isActivation(spec))) {
                builder.layer(layer(spec, activation(layers.get(i + 1))));
            }
        }
        builder.layer(output(((Dense) layers.get(last)).units(), work.loss()));
        MultiLayerNetwork network =
                new MultiLayerNetwork(builder.setInputType(input).build());
        network.init();
        return network;
    }

    /** An activation is part of the layer before it. */
    private static Activation activation(LayerSpec next) {
        return next instanceof Tanh ? Activation.TANH : next instanceof Relu ? Activation.RELU : Activation.IDENTITY;
    }

    private static boolean isActivation(LayerSpec spec) {
        return activation(spec) != Activation.IDENTITY;
    }

    private static Layer layer(LayerSpec spec, Activation activation) {
        if (spec instanceof Dense dense) {
            return new DenseLayer.Builder()
                    .nOut(dense.units())
                    .activation(activation)
                    .build();
        } else if (spec instanceof Conv2d convolution) {
            return new ConvolutionLayer.Builder(convolution.kernel(), convolution.kernel())
                    .nOut(convolution.filters())
                    .activation(activation)
                    .build();
        } else if (spec instanceof MaxPool2d pool) {
            return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                    .kernelSize(pool.size(), pool.size())
                    .stride(pool.size(), pool.size())
                    .build();
        } else if (spec instanceof Lstm lstm) {
            return new LastTimeStep(new LSTM.Builder()
                    .nOut(lstm.units())
                    .activation(Activation.TANH)
                    .dataFormat(RNNFormat.NWC)
                    .build());
        }
        throw new IllegalArgumentException("DL4J has no " + spec);
    }

    private static OutputLayer output(int units, Loss loss) {
        OutputLayer.Builder builder = loss instanceof BinaryCrossEntropy
                ? new OutputLayer.Builder(LossFunction.XENT).activation(Activation.SIGMOID)
                : loss instanceof SoftmaxCrossEntropy
                        ? new OutputLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX)
                        : new OutputLayer.Builder(LossFunction.MSE).activation(Activation.IDENTITY);
        return builder.nOut(units).build();
    }

    private static IUpdater updater(Optimizer optimizer) {
        if (optimizer instanceof Adam adam) {
            return new org.nd4j.linalg.learning.config.Adam(adam.learningRate());
        } else if (optimizer instanceof Momentum momentum) {
            // It has Nesterov's form only, which is as much work.
            return new Nesterovs(momentum.learningRate(), momentum.momentum());
        } else if (optimizer instanceof Sgd sgd) {
            return new org.nd4j.linalg.learning.config.Sgd(sgd.learningRate());
        }
        throw new IllegalArgumentException("DL4J has no " + optimizer);
    }
}
