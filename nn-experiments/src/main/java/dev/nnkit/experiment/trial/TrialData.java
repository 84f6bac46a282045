package dev.nnkit.experiment.trial;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that trials learn from and are measured on, in memory and shared by all of them. Thread-safe as long as nobody
 * writes into the tensors.
 */
public final class TrialData {
    private final Dataset training;
    private final @Nullable Dataset validation;
    private final Dataset test;
    private final DataReference reference;

    private TrialData(String name, Dataset training, @Nullable Dataset validation, Dataset test) {
        requireRows(name, "training", training, 2);
        requireRows(name, "test", test, 1);
        if (validation != null) {
            requireRows(name, "validation", validation, 1);
        }
        this.training = training;
        this.validation = validation;
        this.test = test;
        this.reference = new DataReference(name, hash());
    }

    private static void requireRows(String name, String part, Dataset rows, int fewest) {
        if (rows.size() < fewest) {
            throw new IllegalArgumentException("trial data " + name + ": there must be at least " + fewest + " " + part
                    + " rows but there are " + rows.size() + ".");
        }
    }

    /**
     * Rows for validation are taken out of those for training by each trial's seed.
     *
     * @throws IllegalArgumentException if there are fewer than 2 rows for training, or none for the test
     */
    public static TrialData of(String name, Dataset training, Dataset test) {
        return new TrialData(name, training, null, test);
    }

    /**
     * The rows for validation are the same for all trials.
     *
     * @throws IllegalArgumentException if there are fewer than 2 rows for training, or none for validation or the test
     */
    public static TrialData of(String name, Dataset training, Dataset validation, Dataset test) {
        return new TrialData(name, training, validation, test);
    }

    public Dataset training() {
        return training;
    }

    /** Null where each trial takes its own out of those for training. */
    public @Nullable Dataset validation() {
        return validation;
    }

    public Dataset test() {
        return test;
    }

    /** The name, and the SHA-256 of types, shapes and contents of all parts. */
    public DataReference reference() {
        return reference;
    }

    private String hash() {
        Hasher hasher = Hashing.sha256().newHasher();
        add(training, hasher);
        hasher.putBoolean(validation != null);
        if (validation != null) {
            add(validation, hasher);
        }
        add(test, hasher);
        return hasher.hash().toString();
    }

    private static void add(Dataset part, Hasher hasher) {
        hasher.putInt(part.inputs().size()).putInt(part.targets().size());
        Stream.concat(
                        Stream.concat(part.inputs().stream(), part.targets().stream()),
                        Stream.ofNullable(part.exampleWeights()))
                .forEach(tensor -> add(tensor, hasher));
    }

    private static void add(Tensor tensor, Hasher hasher) {
        hasher.putString(tensor.type() + " " + tensor.shape() + "\n", StandardCharsets.UTF_8);
        int size = tensor.size();
        if (tensor.type() == DataType.FLOAT32) {
            float[] values = tensor.floats();
            for (int i = 0; i < size; i++) {
                hasher.putFloat(values[i]);
            }
        } else if (tensor.type() == DataType.FLOAT64) {
            double[] values = tensor.doubles();
            for (int i = 0; i < size; i++) {
                hasher.putDouble(values[i]);
            }
        } else {
            int[] values = tensor.ints();
            for (int i = 0; i < size; i++) {
                hasher.putInt(values[i]);
            }
        }
    }
}
