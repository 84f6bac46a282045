package dev.nnkit.bench;

import static dev.nnkit.activation.Activations.relu;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.meanSquaredError;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.LayerSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How the cost of a step grows: networks on 32 columns, ReLU and Adam, of which one size changes. */
public enum Growth {
    /** Two hidden layers of this many neurons, batch 64. */
    WIDTH("neurons in each of two hidden layers", 16, 32, 64, 128, 256, 512, 1024),
    /** Examples in a step, two hidden layers of 128 neurons. */
    BATCH("examples in a step", 1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
    /** This many hidden layers of 128 neurons, batch 64. */
    DEPTH("hidden layers of 128 neurons", 1, 2, 4, 8, 16, 32);

    private static final int ROWS = 4096;

    private final String label;
    private final int[] sizes;

    Growth(String label, int... sizes) {
        this.label = label;
        this.sizes = sizes;
    }

    /** What the axis says. */
    public String label() {
        return label;
    }

    /** What is timed, from small to large; the name of each is this size. */
    public List<Workload> workloads() {
        List<Workload> works = new ArrayList<>();
        for (int size : sizes) {
            works.add(
                    switch (this) {
                        case WIDTH -> work(size, 2, size, 64);
                        case BATCH -> work(size, 2, 128, size);
                        case DEPTH -> work(size, size, 128, 64);
                    });
        }
        return works;
    }

    private static Workload work(int name, int depth, int width, int batch) {
        List<LayerSpec> layers = new ArrayList<>();
        List<Integer> widths = new ArrayList<>(List.of(32));
        for (int i = 0; i < depth; i++) {
            layers.add(dense(width));
            layers.add(relu());
        }
        layers.add(dense(1));
        widths.addAll(Collections.nCopies(depth, width));
        widths.add(1);
        return new Workload(
                Integer.toString(name),
                depth + " x " + width + ", batch " + batch,
                sequential(layers.toArray(LayerSpec[]::new)),
                meanSquaredError(),
                adam(0.0003),
                batch,
                Workload.chain(widths.stream().mapToInt(Integer::intValue).toArray()),
                Double.MAX_VALUE,
                () -> Workload.waves(ROWS),
                Optional.empty());
    }
}
