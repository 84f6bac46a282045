package dev.nnkit.evolution.ways;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;

/**
 * Points of a square, each on one of two sides, which a model tells by the sign of its only output. Inputs [2] and targets
 * [1] are FLOAT32; inputs lie between -1 and 1, targets are -1 or 1.
 *
 * @param name a word
 * @param training what weights are looked for with
 * @param fresh other rows of the same kind
 */
public record Problem(String name, Dataset training, Dataset fresh) {
    private static final int TRAINING_ROWS = 200;
    private static final int FRESH_ROWS = 2000;

    /** No point is nearer to the line than this: a line that separates them exists, with room to spare. */
    private static final double MARGIN = 0.05;

    /** A straight line near a corner parts the sides: x + y > -0.8, most of the square, is the positive one. */
    public static Problem line(long seed) {
        return new Problem("line", line(seed, "line", TRAINING_ROWS), line(seed, "fresh line", FRESH_ROWS));
    }

    private static Dataset line(long seed, String purpose, int rows) {
        float[] inputs = new float[2 * rows];
        float[] targets = new float[rows];
        RandomStream random = RandomStream.of(seed, purpose);
        int row = 0;
        while (row < rows) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double distance = (x + y + 0.8) / Math.sqrt(2);
            if (Math.abs(distance) >= MARGIN) {
                inputs[2 * row] = (float) x;
                inputs[2 * row + 1] = (float) y;
                targets[row] = distance > 0 ? 1 : -1;
                row++;
            }
        }
        return dataset(inputs, targets);
    }

    /** Exclusive or: {@link Generators#xor(int, long)}, moved so that its middle lies at 0. No straight line does it. */
    public static Problem xor(long seed) {
        return new Problem("xor", centred(Generators.xor(TRAINING_ROWS, seed)), centred(freshXor(seed)));
    }

    /** Rows behind those for training: a longer dataset begins with the rows of a shorter one. */
    private static Dataset freshXor(long seed) {
        Dataset all = Generators.xor(TRAINING_ROWS + FRESH_ROWS, seed);
        return all.slice(TRAINING_ROWS, TRAINING_ROWS + FRESH_ROWS);
    }

    private static Dataset centred(Dataset data) {
        float[] inputs = data.inputs().get(0).floats().clone();
        float[] targets = data.targets().get(0).floats().clone();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 2 * inputs[i] - 1;
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = 2 * targets[i] - 1;
        }
        return dataset(inputs, targets);
    }

    private static Dataset dataset(float[] inputs, float[] targets) {
        return Dataset.of(
                Tensor.of(Shape.of(targets.length, 2), inputs), Tensor.of(Shape.of(targets.length, 1), targets));
    }

    /**
     * The share of rows with the wrong side; an answer of 0 is on the positive side, NaN on the negative one.
     *
     * @param answers a number for each row of {@code data}
     */
    static double error(Tensor answers, Dataset data) {
        Tensor targets = data.targets().get(0);
        int wrong = 0;
        for (int i = 0; i < targets.size(); i++) {
            wrong += answers.get(i) >= 0 == targets.get(i) > 0 ? 0 : 1;
        }
        return (double) wrong / targets.size();
    }

    /** The mean squared distance of answers from targets, which falls smoothly where the share of wrong ones jumps. */
    static double squaredError(Tensor answers, Dataset data) {
        Tensor targets = data.targets().get(0);
        double sum = 0;
        for (int i = 0; i < targets.size(); i++) {
            double difference = answers.get(i) - targets.get(i);
            sum += difference * difference;
        }
        return sum / targets.size();
    }
}
