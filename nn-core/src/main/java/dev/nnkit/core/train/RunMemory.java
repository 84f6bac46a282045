package dev.nnkit.core.train;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Schedule;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.metric.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a run into a {@link Snapshot} and back.
 *
 * @param settings what must be the same when the run is resumed, by name
 */
record RunMemory(
        Map<String, String> settings,
        Objective objective,
        Updater updater,
        Schedule.Course course,
        List<Metric> metrics,
        List<TrainingListener> listeners) {
    private static final String SETTING = "setting.";

    Snapshot save(RunState state) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach((name, value) -> values.put(SETTING + name, value));
        values.put("finished", Boolean.toString(state.finished));
        if (state.stopReason != null) {
            values.put("stopReason", state.stopReason);
        }
        Snapshot.Memory whole = new Snapshot.Memory("", tensors, values);
        whole.put("step", state.step);
        whole.put("epoch", state.epoch);
        whole.put("seen", state.seen);
        whole.put("lossSum", state.lossSum);
        whole.put("rateFactor", state.rateFactor);
        for (Parameter parameter : objective.parameters()) {
            whole.put("parameter." + parameter.path(), parameter.value());
        }
        updater.rules()
                .forEach((path, rule) ->
                        rule.state().forEach((name, tensor) -> whole.put(stateName(path, name), tensor)));
        course.state().forEach((name, number) -> whole.put("course." + name, number));
        for (int i = 0; i < metrics.size(); i++) {
            double[] sums = metrics.get(i).state();
            if (sums.length > 0) {
                whole.put("metric." + i, Tensor.of(Shape.of(sums.length), sums));
            }
        }
        for (EpochReport epoch : state.epochs) {
            save(epoch, new Snapshot.Memory("epochs." + epoch.epoch() + ".", tensors, values));
        }
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i) instanceof Remembering listener) {
                listener.save(new Snapshot.Memory("listener." + i + ".", tensors, values));
            }
        }
        return new Snapshot(tensors, values);
    }

    private static String stateName(String path, String name) {
        return "rule." + path + "." + name;
    }

    private static void save(EpochReport epoch, Snapshot.Memory memory) {
        memory.put("step", epoch.step());
        memory.put("trainLoss", epoch.trainLoss());
        epoch.trainMetrics().forEach((name, value) -> memory.put("train." + name, value));
        Scores validation = epoch.validation();
        if (validation != null) {
            memory.put("validationLoss", validation.loss());
            validation.metrics().forEach((name, value) -> memory.put("validation." + name, value));
        }
        memory.put("rateFactor", epoch.rateFactor());
        memory.put("seconds", epoch.seconds());
        memory.put("samplesPerSecond", epoch.samplesPerSecond());
    }

    /** @throws IllegalArgumentException naming every setting that differs, or what does not fit */
    RunState restore(Snapshot snapshot) {
        requireSameSettings(snapshot);
        RunState state = new RunState();
        Snapshot.Memory whole = snapshot.part("");
        state.finished = snapshot.isFinished();
        state.stopReason = snapshot.values().get("stopReason");
        state.step = snapshot.step();
        state.epoch = (int) whole.number("epoch");
        state.seen = (long) whole.number("seen");
        state.lossSum = whole.number("lossSum");
        state.rateFactor = whole.number("rateFactor");
        for (Parameter parameter : objective.parameters()) {
            parameter.value().set(whole.tensor("parameter." + parameter.path()));
        }
        updater.rules()
                .forEach((path, rule) ->
                        rule.state().forEach((name, tensor) -> tensor.set(whole.tensor(stateName(path, name)))));
        Map<String, Double> ofCourse = new LinkedHashMap<>();
        course.state().keySet().forEach(name -> ofCourse.put(name, whole.number("course." + name)));
        course.restore(ofCourse);
        for (int i = 0; i < metrics.size(); i++) {
            if (whole.has("metric." + i)) {
                metrics.get(i).restore(whole.tensor("metric." + i).doubles());
            }
        }
        for (int epoch = 1; snapshot.values().containsKey("epochs." + epoch + ".step"); epoch++) {
            state.epochs.add(restore(epoch, snapshot.part("epochs." + epoch + ".")));
        }
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i) instanceof Remembering listener) {
                listener.restore(snapshot.part("listener." + i + "."));
            }
        }
        return state;
    }

    private EpochReport restore(int epoch, Snapshot.Memory memory) {
        Scores validation = memory.has("validationLoss")
                ? new Scores(memory.number("validationLoss"), named("validation.", memory))
                : null;
        return new EpochReport(
                epoch,
                (long) memory.number("step"),
                memory.number("trainLoss"),
                named("train.", memory),
                validation,
                memory.number("rateFactor"),
                memory.number("seconds"),
                memory.number("samplesPerSecond"));
    }

    private Map<String, Double> named(String prefix, Snapshot.Memory memory) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), memory.number(prefix + metric.name())));
        return values;
    }

    private void requireSameSettings(Snapshot snapshot) {
        List<String> differences = new ArrayList<>();
        settings.forEach((name, value) -> {
            String before = snapshot.values().get(SETTING + name);
            if (!value.equals(before)) {
                differences.add(name + " was " + (before == null ? "not set" : before) + " and is " + value);
            }
        });
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("the run cannot be resumed with other settings: "
                    + String.join("; ", differences) + ". Start anew, or use the settings of the run.");
        }
    }
}
