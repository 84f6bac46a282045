package dev.nnkit.core.diagnosis;

import dev.nnkit.api.Activation;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.LayerSite;
import org.jspecify.annotations.Nullable;

/** What is summed up of one layer while a sample runs through it, in as many calls as there are. */
final class Tally {
    /** A slope below this share of the steepest is flat. */
    static final double FLAT = 0.05;

    static final double NEARLY_ALL = 0.85;

    /** Where the steepest slope is looked for: those of the usual activations lie between -3 and 3. */
    private static final double REACH = 6;

    private static final double GRID = 1.0 / 64;

    private final LayerSite site;
    private final @Nullable Activation activation;
    private final boolean kinked;
    private final double flat;
    /** How often the slope of each unit was flat; for an activation with kinks, 0. */
    private long[] flatOf = new long[0];

    private long visits;
    private long count;
    private double sum;
    private double squares;
    private double gradientSquares;

    Tally(LayerSite site) {
        this.site = site;
        this.activation = site.spec() instanceof Activation function ? function : null;
        this.kinked = activation != null && activation.kinks().length > 0;
        this.flat = activation == null || kinked ? 0 : FLAT * steepest(activation);
    }

    private static double steepest(Activation activation) {
        double steepest = 0;
        for (double x = -REACH; x <= REACH; x += GRID) {
            steepest = Math.max(steepest, Math.abs(activation.derivative(x, activation.apply(x))));
        }
        return steepest;
    }

    LayerSite site() {
        return site;
    }

    void addOutput(Tensor input, Tensor output) {
        if (!output.type().isFloating()) {
            return;
        }
        double[] y = output.as(DataType.FLOAT64).doubles();
        for (int i = 0; i < output.size(); i++) {
            sum += y[i];
            squares += y[i] * y[i];
        }
        count += output.size();
        if (activation != null && output.size() > 0) {
            addSlopes(activation, input.as(DataType.FLOAT64).doubles(), y, output);
        }
    }

    private void addSlopes(Activation function, double[] x, double[] y, Tensor output) {
        int units = output.shape().rank() > 1 ? output.shape().last() : 1;
        if (flatOf.length != units) {
            flatOf = new long[units];
            visits = 0;
        }
        for (int i = 0; i < output.size(); i++) {
            double slope = Math.abs(function.derivative(x[i], y[i]));
            if (kinked ? slope == 0 : slope < flat) {
                flatOf[i % units]++;
            }
        }
        visits += output.size() / units;
    }

    void addGradient(Tensor outputGradient) {
        gradientSquares += Sums.squares(outputGradient);
    }

    LayerHealth health(int examples, double weightGradientNorm, double updateRatio) {
        double mean = sum / count;
        return new LayerHealth(
                site.path(),
                site.spec().toString(),
                units(),
                mean,
                Math.max(0, squares / count - mean * mean),
                Math.sqrt(examples * gradientSquares),
                weightGradientNorm,
                updateRatio);
    }

    private LayerHealth.Units units() {
        int dead = 0;
        int saturated = 0;
        for (long flatVisits : flatOf) {
            if (kinked && flatVisits == visits) {
                dead++;
            } else if (!kinked && flatVisits >= NEARLY_ALL * visits) {
                saturated++;
            }
        }
        return new LayerHealth.Units(flatOf.length, dead, saturated);
    }
}
