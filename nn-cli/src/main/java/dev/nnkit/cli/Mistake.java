package dev.nnkit.cli;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Predictor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A row that a model gets wrong.
 *
 * @param image what the model saw
 * @param actual the class it has
 * @param predicted the class the model says
 * @param confidence the probability that the model gives to what it says
 */
record Mistake(Tensor image, int actual, int predicted, double confidence) {
    /** How many rows are looked at together. */
    private static final int PART = 256;

    /** The mistakes that the model is surest of, worst first. */
    static List<Mistake> worst(Model model, Examples examples, int count, Kernels kernels) {
        if (model.task() != Task.CLASSES || !examples.targetShapes().get(0).equals(Shape.of())) {
            return List.of();
        }
        Predictor predictor = new Predictor(model.network(), kernels);
        List<Mistake> mistakes = new ArrayList<>();
        try (Examples.Pass pass = examples.open(false, 0, 0)) {
            for (Examples.Selection rows = pass.next(PART); rows != null; rows = pass.next(PART)) {
                add(rows.rows(), predictor, mistakes);
                mistakes.sort(Comparator.comparingDouble(Mistake::confidence).reversed());
                mistakes.subList(Math.min(count, mistakes.size()), mistakes.size())
                        .clear();
            }
        }
        return mistakes;
    }

    private static void add(Dataset data, Predictor predictor, List<Mistake> mistakes) {
        Tensor images = data.inputs().get(0);
        Tensor logits = predictor.predict(images);
        int[] classes = data.targets().get(0).ints();
        Shape one = data.inputShape();
        for (int row = 0; row < data.size(); row++) {
            int said = largest(logits, row);
            if (said != classes[row]) {
                Tensor image = Tensor.zeros(images.type(), one.withBatch(1)).setRows(0, images, row, 1);
                mistakes.add(new Mistake(image.withShape(one), classes[row], said, probability(logits, row, said)));
            }
        }
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
