package dev.nnkit.bench.peer;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.tracker.Tracker;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Deep Java Library on PyTorch: the loop that its book shows, without listeners and metrics. */
final class Djl implements Peer {
    private static final NDIndex LAST_STEP = new NDIndex(":, -1");

    @Override
    public String name() {
        return "DJL";
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
        Model model = Model.newInstance(work.name(), Device.cpu(), "PyTorch");
        model.setBlock(block(((Sequential) work.network()).layers()));
        Trainer trainer = model.newTrainer(
                new DefaultTrainingConfig(loss(work.loss())).optOptimizer(optimizer(work.optimizer())));
        Shape inputs = withBatch(work.batch(), data.inputShape().toArray());
        trainer.initialize(inputs);
        Shape targets = new Shape(work.batch(), rows.targetWidth());
        return new Batches(rows.count(), work.batch(), new Step(trainer, rows, inputs, targets))::epoch;
    }

    /** Channels go first; all our images have one, so that nothing moves. */
    private static Shape withBatch(int batch, int[] example) {
        return example.length == 3
                ? new Shape(batch, example[2], example[0], example[1])
                : new Shape(batch, example[0]);
    }

    private static Block block(List<LayerSpec> layers) {
        SequentialBlock block = new SequentialBlock();
        layers.forEach(layer -> block.add(block(layer)));
        return block;
    }

    private static Block block(LayerSpec spec) {
        if (spec instanceof Dense dense) {
            return Linear.builder().setUnits(dense.units()).build();
        } else if (spec instanceof Tanh) {
            return Activation.tanhBlock();
        } else if (spec instanceof Relu) {
            return Activation.reluBlock();
        } else if (spec instanceof Flatten) {
            return Blocks.batchFlattenBlock();
        } else if (spec instanceof Reshape reshape) {
            long steps = reshape.shape().axis(0);
            long features = reshape.shape().axis(1);
            return LambdaBlock.singleton(x -> x.reshape(x.size(0), steps, features));
        } else if (spec instanceof Conv2d convolution) {
            return ai.djl.nn.convolutional.Conv2d.builder()
                    .setKernelShape(new Shape(convolution.kernel(), convolution.kernel()))
                    .setFilters(convolution.filters())
                    .build();
        } else if (spec instanceof MaxPool2d pool) {
            Shape window = new Shape(pool.size(), pool.size());
            return Pool.maxPool2dBlock(window, window);
        } else if (spec instanceof Lstm lstm) {
            LSTM states = LSTM.builder()
                    .setStateSize(lstm.units())
                    .setNumLayers(1)
                    .optBatchFirst(true)
                    .optReturnState(false)
                    .build();
            return new SequentialBlock().add(states).add(LambdaBlock.singleton(x -> x.get(LAST_STEP)));
        }
        throw new IllegalArgumentException("DJL has no " + spec);
    }

    private static ai.djl.training.loss.Loss loss(Loss loss) {
        if (loss instanceof BinaryCrossEntropy) {
            return ai.djl.training.loss.Loss.sigmoidBinaryCrossEntropyLoss();
        } else if (loss instanceof SoftmaxCrossEntropy) {
            return new SoftmaxCrossEntropyLoss("softmax cross-entropy of ones and zeros", 1, -1, false, true);
        }
        // Its own weight is one half.
        return ai.djl.training.loss.Loss.l2Loss("mean squared error", 1);
    }

    private static ai.djl.training.optimizer.Optimizer optimizer(Optimizer optimizer) {
        if (optimizer instanceof Adam adam) {
            return ai.djl.training.optimizer.Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed((float) adam.learningRate()))
                    .build();
        } else if (optimizer instanceof Momentum momentum) {
            return ai.djl.training.optimizer.Optimizer.sgd()
                    .setLearningRateTracker(Tracker.fixed((float) momentum.learningRate()))
                    .optMomentum((float) momentum.momentum())
                    .build();
        } else if (optimizer instanceof Sgd sgd) {
            return ai.djl.training.optimizer.Optimizer.sgd()
                    .setLearningRateTracker(Tracker.fixed((float) sgd.learningRate()))
                    .build();
        }
        throw new IllegalArgumentException("DJL has no " + optimizer);
    }

    /** Its arrays lie on two buffers that are filled anew: nothing is copied twice. */
    private static final class Step implements Batches.Step {
        private final Trainer trainer;
        private final Rows rows;
        private final Shape inputShape;
        private final Shape targetShape;
        private final ByteBuffer inputs;
        private final ByteBuffer targets;

        Step(Trainer trainer, Rows rows, Shape inputShape, Shape targetShape) {
            this.trainer = trainer;
            this.rows = rows;
            this.inputShape = inputShape;
            this.targetShape = targetShape;
            this.inputs = floats(inputShape);
            this.targets = floats(targetShape);
        }

        private static ByteBuffer floats(Shape shape) {
            return ByteBuffer.allocateDirect(Math.toIntExact(shape.size() * Float.BYTES))
                    .order(ByteOrder.nativeOrder());
        }

        @Override
        public double run(int[] order, int from, int to) {
            rows.copy(order, from, to, inputs.asFloatBuffer(), targets.asFloatBuffer());
            double last = Double.NaN;
            try (NDManager manager = trainer.getManager().newSubManager()) {
                NDList x = new NDList(manager.create(inputs, inputShape, DataType.FLOAT32));
                NDList y = new NDList(manager.create(targets, targetShape, DataType.FLOAT32));
                try (GradientCollector collector = trainer.newGradientCollector()) {
                    NDArray loss = trainer.getLoss().evaluate(y, trainer.forward(x));
                    collector.backward(loss);
                    if (to == order.length) {
                        last = loss.getFloat();
                    }
                }
                trainer.step();
            }
            return last;
        }
    }
}
