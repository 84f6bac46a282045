package dev.nnkit.experiment;

import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.experiment.trial.OptimizerText;
import dev.nnkit.experiment.trial.Purpose;
import dev.nnkit.experiment.trial.Score;
import dev.nnkit.experiment.trial.TrainingSettings;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A variant with everything read that can be wrong in it.
 *
 * @param network by which its trials are called: the text
 * @param given the network, where its text cannot be read; otherwise null
 * @param rates ascending
 * @param settings with the lowest rate
 */
record PlannedVariant(
        Variant variant,
        String network,
        @Nullable LayerSpec given,
        List<Double> rates,
        TrainingSettings settings,
        TrialData data) {
    static PlannedVariant of(
            Variant variant, TrialData data, LearningRates rates, double validationShare, @Nullable Score wanted) {
        Design design = variant.design();
        Sequential spec = design.network().spec();
        String text = spec.layers().size() == 1 ? spec.toString() : spec.text();
        Registry registry = Registry.installed();
        Loss loss = loss(design, data);
        List<Double> grid = rates.around(design.optimizer());
        TrainingSettings settings = new TrainingSettings(
                OptimizerText.withoutRate(design.optimizer()),
                grid.get(0),
                registry.parse(Schedule.class, design.schedule()).toString(),
                design.transforms().stream()
                        .map(transform -> registry.parse(GradientTransform.class, transform)
                                .toString())
                        .toList(),
                loss.toString(),
                design.epochs(),
                design.batchSize(),
                data.validation() == null ? validationShare : 0,
                design.precision(),
                score(data, loss, wanted));
        return new PlannedVariant(variant, text, readsBack(text, spec) ? null : spec, grid, settings, data);
    }

    private static Loss loss(Design design, TrialData data) {
        String text = design.loss();
        if (text != null) {
            return Registry.installed().parse(Loss.class, text);
        }
        return data.training().isClassification() ? Losses.softmaxCrossEntropy() : Losses.meanSquaredError();
    }

    /** A loss on logits is one of classes, whatever type the targets have. */
    private static Score score(TrialData data, Loss loss, @Nullable Score wanted) {
        boolean isClasses = data.training().isClassification() || loss.expectsLogits();
        if (wanted == null) {
            return isClasses ? Score.ACCURACY : Score.ROOT_MEAN_SQUARED_ERROR;
        }
        if (isClasses != (wanted == Score.ACCURACY)) {
            throw new IllegalArgumentException(
                    isClasses
                            ? "the score of classes must be accuracy but is " + wanted + "."
                            : "the score of numbers must be rmse or r2 but is " + wanted + ".");
        }
        return wanted;
    }

    private static boolean readsBack(String text, Sequential spec) {
        try {
            return Sequential.parse(text).equals(spec);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    PlannedVariant withRates(LearningRates grid) {
        List<Double> more = grid.around(variant.design().optimizer());
        return new PlannedVariant(variant, network, given, more, settings.withLearningRate(more.get(0)), data);
    }

    boolean isTuned() {
        return rates.size() > 1;
    }

    Trial trial(double rate, long seed, Purpose purpose) {
        return new Trial(network, settings.withLearningRate(rate), data.reference(), seed, purpose);
    }

    /** All rates for the first seed, then for the next; none where there is nothing to choose. */
    List<Trial> tuning(List<Long> seeds) {
        List<Trial> trials = new ArrayList<>();
        if (isTuned()) {
            for (long seed : seeds) {
                rates.forEach(rate -> trials.add(trial(rate, seed, Purpose.TUNING)));
            }
        }
        return trials;
    }

    List<Trial> finals(double rate, List<Long> seeds) {
        return seeds.stream().map(seed -> trial(rate, seed, Purpose.FINAL)).toList();
    }
}
