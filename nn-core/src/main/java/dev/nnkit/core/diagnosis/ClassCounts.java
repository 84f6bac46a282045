package dev.nnkit.core.diagnosis;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many examples each class has.
 *
 * @param counts by number of the class
 * @param names may be fewer than the classes
 */
record ClassCounts(List<Integer> counts, List<String> names) {
    /** Null where the first target is no class: neither whole numbers, one an example, nor a column of 0 and 1. */
    static @Nullable ClassCounts of(Dataset data) {
        if (data.targets().isEmpty()) {
            return null;
        }
        Tensor target = data.targets().get(0);
        if (target.size() != data.size() || !(target.type() == DataType.INT32 || isZeroOrOne(target))) {
            return null;
        }
        int[] counts = new int[1 + (int) largest(target)];
        for (int i = 0; i < target.size(); i++) {
            int label = (int) target.get(i);
            if (label >= 0) {
                counts[label]++;
            }
        }
        return new ClassCounts(Arrays.stream(counts).boxed().toList(), data.classNames());
    }

    private static boolean isZeroOrOne(Tensor target) {
        for (int i = 0; i < target.size(); i++) {
            if (target.get(i) != 0 && target.get(i) != 1) {
                return false;
            }
        }
        return true;
    }

    private static double largest(Tensor target) {
        double largest = 0;
        for (int i = 0; i < target.size(); i++) {
            largest = Math.max(largest, target.get(i));
        }
        return largest;
    }

    int total() {
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    String name(int index) {
        return index < names.size() ? "\"" + names.get(index) + "\"" : Integer.toString(index);
    }
}
