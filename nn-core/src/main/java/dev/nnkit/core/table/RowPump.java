package dev.nnkit.core.table;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nnkit.core.data.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads and encodes the rows of one part of a file on a thread of its own, a few blocks ahead of whoever takes them. The
 * blocks go round: nothing is allocated after the start. What goes wrong over there is thrown here, after the rows before it.
 */
final class RowPump implements RowSource, AutoCloseable {
    private static final int BLOCKS = 4;
    private static final int MOST_ROWS = 1024;
    private static final int BLOCK_SIZE = 1 << 16;

    private final CsvFile file;
    private final Columns columns;
    private final Part part;
    private final int stride;
    private final int rowsPerBlock;
    /** Has a place more, for the sign of the end: adding never waits. */
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);

    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    /** Used by the reading thread only. */
    private @Nullable Block filling;
    /** Used by whoever takes rows only. */
    private @Nullable Block current;

    private int taken;

    /** Some rows; fewer than fit into it only at the end. */
    private static final class Block {
        final float[] values;
        int rows;

        Block(int size) {
            values = new float[size];
        }
    }

    RowPump(CsvFile file, Columns columns, Part part) {
        this.file = file;
        this.columns = columns;
        this.part = part;
        this.stride = columns.shape().last() + 1;
        this.rowsPerBlock = Math.max(1, Math.min(MOST_ROWS, BLOCK_SIZE / stride));
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block(rowsPerBlock * stride));
        }
        this.thread = new Thread(this::run, "nnkit reads " + file.path().getFileName());
        thread.setDaemon(true);
        thread.start();
    }

    /** How many numbers a row has: the features and the target. */
    int stride() {
        return stride;
    }

    private void run() {
        try {
            DataFile.read(file.path(), (bytes, size) -> {
                pump(bytes);
                return this;
            });
        } catch (RuntimeException | Error e) {
            // Whatever it is: it belongs to the thread that waits for rows.
            failure = e;
        }
        if (filling != null && filling.rows > 0) {
            full.add(filling);
        }
        full.add(new Block(0));
    }

    private void pump(InputStream bytes) throws IOException {
        CsvRows rows = CsvRows.of(file.path(), bytes, file.options().separator());
        RowEncoder encoder = new RowEncoder(columns, rows.header(), file.path(), true);
        Partitioner partitioner = new Partitioner(file.options().partition(), rows.header(), file.path());
        Block block = freeBlock();
        while (rows.next()) {
            if (partitioner.next(rows.row()) == part
                    && encoder.featuresAndTarget(rows.row(), block.values, block.rows * stride)
                    && ++block.rows == rowsPerBlock) {
                filling = null;
                full.add(block);
                block = freeBlock();
            }
        }
    }

    private Block freeBlock() throws IOException {
        Block block = take(free);
        block.rows = 0;
        filling = block;
        return block;
    }

    private static Block take(BlockingQueue<Block> queue) throws IOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for rows").initCause(e);
        }
    }

    @Override
    public boolean next(float[] into, int at) {
        Block block = current;
        if (block == null || taken == block.rows) {
            block = nextBlock();
        }
        if (block.rows == 0) {
            return false;
        }
        System.arraycopy(block.values, taken * stride, into, at, stride);
        taken++;
        return true;
    }

    private Block nextBlock() {
        Block before = current;
        if (before != null && before.rows == 0) {
            return before;
        }
        if (before != null) {
            free.add(before);
        }
        Block block;
        try {
            block = take(full);
        } catch (IOException e) {
            throw new UncheckedIOException(file.path() + ": reading was interrupted.", e);
        }
        current = block;
        taken = 0;
        if (block.rows == 0) {
            rethrow();
        }
        return block;
    }

    private void rethrow() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }

    /** Ends the thread and waits until it has ended, so that the file is closed. */
    @Override
    public void close() {
        thread.interrupt();
        Uninterruptibles.joinUninterruptibly(thread);
    }
}
