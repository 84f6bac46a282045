package dev.nnkit.gradcheck;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which elements of a large tensor to look at: some in every row, in every column, and others by chance. */
final class Sample {
    private Sample() {}

    /**
     * @param enough how many there should be, where rows and columns do not ask for more
     * @param most how many there may be
     * @return positions in memory, each once
     */
    static int[] of(Shape shape, int enough, int most, RandomStream random) {
        List<Integer> edges = new ArrayList<>(onePerIndex(shape, random));
        int[] order = new int[edges.size()];
        Arrays.setAll(order, i -> i);
        random.shuffle(order);
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int i = 0; i < order.length && chosen.size() < most; i++) {
            chosen.add(edges.get(order[i]));
        }
        while (chosen.size() < Math.min(Math.min(enough, most), shape.size())) {
            chosen.add(random.nextInt(shape.size()));
        }
        return chosen.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For each index along each axis one element that has it. */
    private static Set<Integer> onePerIndex(Shape shape, RandomStream random) {
        Set<Integer> elements = new LinkedHashSet<>();
        int inner = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int length = shape.axis(axis);
            int outer = shape.size() / Math.max(1, inner * length);
            for (int i = 0; i < length && outer > 0; i++) {
                elements.add((random.nextInt(outer) * length + i) * inner + random.nextInt(inner));
            }
            inner *= length;
        }
        return elements;
    }
}
