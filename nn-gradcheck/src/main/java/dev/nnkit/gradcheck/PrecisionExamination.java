package dev.nnkit.gradcheck;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Layer;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A layer in FLOAT32 against the same layer in FLOAT64, whose gradients are right: differences in FLOAT32 have three
 * right digits and prove nothing. Gradients may differ by {@link #BOUND} times the largest of their tensor.
 */
final class PrecisionExamination {
    private static final double BOUND = 1e-4;

    private final Layer single;
    private final Layer reference;
    private final Tensor input;
    private final Settings settings;

    PrecisionExamination(Layer single, Layer reference, Tensor input, Settings settings) {
        this.single = single;
        this.reference = reference;
        this.input = input;
        this.settings = settings;
        requireSameParameters();
    }

    private void requireSameParameters() {
        List<String> own = single.parameters().stream().map(Parameter::toString).toList();
        List<String> other =
                reference.parameters().stream().map(Parameter::toString).toList();
        if (!own.equals(other)) {
            throw new IllegalArgumentException(settings.who(single) + ": the layer to compare with must have the same"
                    + " parameters, " + own + ", but has " + other + ". Build both from one spec and seed.");
        }
    }

    /** Names and values side by side. */
    private record Result(List<String> names, List<Tensor> values) {
        void add(String name, Tensor value) {
            names.add(name);
            values.add(value.copy());
        }
    }

    GradientReport run() {
        Result told = run(single, DataType.FLOAT32);
        Result right = run(reference, DataType.FLOAT64);
        List<TensorReport> reports = new ArrayList<>();
        for (int i = 0; i < told.names.size(); i++) {
            reports.add(compare(told.names.get(i), told.values.get(i), right.values.get(i)));
        }
        return new GradientReport(settings.who(single) + " in FLOAT32", settings.seed, reports, "");
    }

    private Result run(Layer layer, DataType type) {
        Result result = new Result(new ArrayList<>(), new ArrayList<>());
        StepContext step = StepContext.checking(settings.kernels, settings.training, settings.seed);
        Layer.Forward forward = layer.forward(input.as(type), step);
        Gradients gradients = Gradients.of(layer.parameters());
        result.add("output", forward.output());
        Tensor upstream = upstream(forward.output());
        Tensor inputGradient = forward.pullback().apply(upstream.as(type), gradients);
        if (input.type().isFloating()) {
            result.add("input", inputGradient);
        }
        for (Parameter parameter : layer.parameters()) {
            if (parameter.isTrainable()) {
                result.add(parameter.path(), gradients.rowSums(parameter));
            }
        }
        return result;
    }

    /** Numbers that both types hold exactly. */
    private Tensor upstream(Tensor output) {
        RandomStream random = RandomStream.of(settings.seed, "upstream");
        Tensor upstream = Tensor.zeros(DataType.FLOAT64, output.shape());
        for (int i = 0; i < upstream.size(); i++) {
            float size = 0.5f + random.nextFloat();
            upstream.set(i, random.nextLong() < 0 ? -size : size);
        }
        return upstream;
    }

    private static TensorReport compare(String name, Tensor told, Tensor right) {
        double largest = 0;
        for (int i = 0; i < right.size(); i++) {
            largest = Math.max(largest, Math.abs(right.get(i)));
        }
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < right.size(); i++) {
            boolean isRight = Math.abs(told.get(i) - right.get(i)) <= BOUND * largest;
            Verdict verdict = isRight
                    ? Verdict.CORRECT
                    : Double.isFinite(told.get(i) - right.get(i)) ? Verdict.WRONG : Verdict.UNSTABLE;
            String position = Coordinate.position(i, right.shape().toArray());
            coordinates.add(new Coordinate(i, position, Double.NaN, told.get(i), right.get(i), 0, verdict));
        }
        Verdict verdict = Verdict.worst(coordinates);
        List<String> causes = verdict.isHarmless()
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "FLOAT32 and FLOAT64 differ by more than %.0e of the largest value: a sum that cancels, or code"
                                + " for one type that is not that for the other.",
                        BOUND));
        return new TensorReport(name, right.shape(), verdict, verdict.isHarmless(), causes, coordinates, List.of());
    }
}
