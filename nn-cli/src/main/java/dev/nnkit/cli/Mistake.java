package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Predictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A row that a model gets wrong.
 *
 * @param row of the data
 * @param actual the class it has
 * @param predicted the class the model says
 * @param confidence the probability that the model gives to what it says
 */
record Mistake(int row, int actual, int predicted, double confidence) {
    /** The mistakes that the model is surest of, worst first. */
    static List<Mistake> worst(Model model, Dataset data, int count, Kernels kernels) {
        if (model.task() != Task.CLASSES || !data.isClassification()) {
            return List.of();
        }
        Tensor logits =
                new Predictor(model.network(), kernels).predict(data.inputs().get(0));
        int[] classes = data.targets().get(0).ints();
        List<Mistake> mistakes = new ArrayList<>();
        for (int row = 0; row < data.size(); row++) {
            int said = largest(logits, row);
            if (said != classes[row]) {
                mistakes.add(new Mistake(row, classes[row], said, probability(logits, row, said)));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::confidence).reversed());
        return mistakes.subList(0, Math.min(count, mistakes.size()));
    }

    private static int largest(Tensor logits, int row) {
        int width = logits.shape().last();
        int best = 0;
        for (int j = 1; j < width; j++) {
            if (logits.get(row * width + j) > logits.get(row * width + best)) {
                best = j;
            }
        }
        return best;
    }

    private static double probability(Tensor logits, int row, int index) {
        int width = logits.shape().last();
        double top = logits.get(row * width + index);
        double sum = 0;
        for (int j = 0; j < width; j++) {
            sum += Math.exp(logits.get(row * width + j) - top);
        }
        return 1 / sum;
    }
}
