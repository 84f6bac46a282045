package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.data.Examples;
import dev.nnkit.core.data.IdxExamples;
import dev.nnkit.core.data.Rows;
import dev.nnkit.core.network.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images and labels that are read as a stream. A stream cannot pick rows at random, but it can begin and end anywhere. */
record IdxMaterial(Split<IdxExamples> rows, List<String> classNames) implements Material {
    static IdxMaterial of(DataOptions source, RowArguments rows, StreamOptions stream) {
        if (rows.validation() > 0) {
            throw new IllegalArgumentException(
                    "--validation takes rows at random out of the training rows, which a stream of"
                            + " IDX files cannot. Leave it out, or train without --stream.");
        }
        List<IdxExamples> pairs = source.idxStreams();
        Ranges ranges = rows.ranges();
        Split<IdxExamples> split = ranges.isEmpty()
                ? byPair(pairs, source)
                : new Split<>(
                        within("--train-rows", ranges.trainOrRest(), pairs),
                        null,
                        within("--test-rows", ranges.testOrRest(), pairs));
        List<String> names = pairs.get(0).classNames();
        List<String> others = pairs.get(pairs.size() - 1).classNames();
        return new IdxMaterial(split.map(stream::buffered), names.size() < others.size() ? others : names);
    }

    private static Split<IdxExamples> byPair(List<IdxExamples> pairs, DataOptions source) {
        if (pairs.size() == 1) {
            throw new IllegalArgumentException(
                    "--stream: a stream cannot pick test rows at random, and " + source.data()
                            + " does not say which they are. Give --train-rows and --test-rows, or a folder that holds"
                            + " a pair of files for training (train-...) and another.");
        }
        return new Split<>(pairs.get(0), null, pairs.get(1));
    }

    /** Rows of one pair; those of the second are counted on from those of the first, as they are in memory. */
    private static IdxExamples within(String option, Rows rows, List<IdxExamples> pairs) {
        IdxExamples first = pairs.get(0);
        int end = (int) first.count();
        if (pairs.size() == 1 || rows.to() <= end) {
            return first.rows(rows);
        }
        if (rows.from() < end) {
            throw new IllegalArgumentException(option + " " + rows
                    + ": a stream reads rows of one pair of files, and these go" + " on from the first, 0:" + end
                    + ", into the second. Give --train-rows and --test-rows that do not.");
        }
        return pairs.get(1).rows(new Rows(rows.from() - end, rows.to() == Rows.END ? Rows.END : rows.to() - end));
    }

    @Override
    public Shape inputShape() {
        Shape shape = rows.train().inputShapes().get(0);
        Shape other = rows.test().inputShapes().get(0);
        if (!shape.equals(other)) {
            throw new IllegalArgumentException(
                    "the images for training and for testing differ in shape: " + shape + " and " + other + ".");
        }
        return shape;
    }

    @Override
    public String standardNetwork() {
        int classes = Math.max(2, classNames.size());
        return inputShape().rank() == 3 ? Architecture.ofImages(classes) : Architecture.ofRows(classes);
    }

    @Override
    public Prepared prepare(Network network, @Nullable String loss) {
        TaskChoice choice = TaskChoice.ofClasses(classNames.size(), network.outputShape(), loss);
        Split<Examples> prepared = rows.map(part -> choice.stream(part.as(network.type()), network.outputShape()));
        List<String> notes = List.of("read as a stream: " + rows.train());
        return new Prepared(prepared, choice, classNames, null, notes);
    }
}
