package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.stream.ReadAhead;
import dev.nnkit.core.stream.RowSource;
import org.jspecify.annotations.Nullable;

/** One pass over a pair of IDX files: decodes rows into batches, always into the same tensors. */
final class IdxPass implements Examples.Pass {
    private final RowSource<byte[]> rows;
    private final ReadAhead<byte[]> ahead;
    private final IdxExamples.Layout layout;
    private final byte[] row;
    private final byte[] label = new byte[Integer.BYTES];
    /** An image in the type that the file has, which need not be the one that is asked for. */
    private final Tensor image;

    private Dataset batch;
    private int[] order = {};

    /** @param rows those of {@code ahead}, in some order */
    IdxPass(RowSource<byte[]> rows, ReadAhead<byte[]> ahead, IdxExamples.Layout layout, DataType type) {
        this.rows = rows;
        this.ahead = ahead;
        this.layout = layout;
        this.row = new byte[layout.stride()];
        this.image = Tensor.zeros(
                IdxFile.inputType(layout.imageType()), layout.input().withBatch(1));
        this.batch = empty(0, type);
    }

    private Dataset empty(int count, DataType type) {
        return Dataset.of(
                Tensor.zeros(type, layout.input().withBatch(count)), Tensor.zeros(DataType.INT32, Shape.of(count)));
    }

    @Override
    public Examples.@Nullable Selection next(int count) {
        if (count > batch.size()) {
            batch = empty(count, batch.inputs().get(0).type());
            order = Orders.identity(count);
        }
        int size = 0;
        while (size < count && rows.next(row, 0)) {
            decode(size++);
        }
        return size == 0 ? null : new Examples.Selection(batch, order, 0, size);
    }

    private void decode(int place) {
        Tensor inputs = batch.inputs().get(0);
        int size = image.size();
        if (inputs.type() == image.type()) {
            IdxReader.decode(layout.imageType(), row, inputs, place * size, size);
        } else {
            IdxReader.decode(layout.imageType(), row, image, 0, size);
            inputs.setRows(place, image.as(inputs.type()), 0, 1);
        }
        System.arraycopy(row, layout.imageBytes(), label, 0, layout.labelType().bytes());
        IdxReader.decode(layout.labelType(), label, batch.targets().get(0), place, 1);
    }

    @Override
    public void skip(long count) {
        long left = count;
        while (left > 0 && rows.next(row, 0)) {
            left--;
        }
    }

    @Override
    public void close() {
        ahead.close();
    }
}
