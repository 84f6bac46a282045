package dev.nnkit.core.diagnosis;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Role;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.train.StepReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how far single updates move weights. Of an epoch, about {@value #UPDATES} updates are measured, evenly spaced; for
 * each the weights are copied before it.
 */
final class UpdateWatch {
    private static final int UPDATES = 8;

    private final Map<Parameter, Tensor> before = new HashMap<>(); // a parameter equals only itself
    private final Map<Parameter, Double> sums = new HashMap<>();
    private int epoch;
    private long stepInEpoch;
    private long stride = 1;
    private boolean armed;
    private int measured;

    /** After an update. */
    void onStep(StepReport report, Network network) {
        if (report.epoch() != epoch) {
            epoch = report.epoch();
            stepInEpoch = 0;
            stride = Math.max(1, report.size() / Math.max(1, report.samples()) / UPDATES);
        }
        if (armed) {
            measure();
        }
        stepInEpoch++;
        armed = stepInEpoch % stride == 0;
        if (armed) {
            copy(network);
        }
    }

    static List<Parameter> weights(List<Parameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.role() == Role.WEIGHT && parameter.isTrainable())
                .toList();
    }

    private void copy(Network network) {
        for (Parameter weight : weights(network.parameters())) {
            before.computeIfAbsent(weight, parameter -> parameter.value().copy())
                    .set(weight.value());
        }
    }

    private void measure() {
        before.forEach((weight, old) -> {
            double size = Sums.squares(old);
            if (size > 0) {
                sums.merge(weight, Sums.squaresOfDifference(weight.value(), old) / size, Double::sum);
            }
        });
        measured++;
    }

    /** The ratios of a layer's weights since {@link #reset}, root mean square over updates and weights; NaN if unknown. */
    double ratio(List<Parameter> weights) {
        List<Double> squares = new ArrayList<>();
        for (Parameter weight : weights) {
            Double sum = sums.get(weight);
            if (sum != null) {
                squares.add(sum / measured);
            }
        }
        return Math.sqrt(
                squares.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN));
    }

    void reset() {
        sums.clear();
        measured = 0;
    }
}
