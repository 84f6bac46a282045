package dev.nnkit.core.stream;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets rows be read on a thread of its own, a few blocks ahead of whoever takes them. The blocks go round: nothing is
 * allocated after the start. What goes wrong over there is thrown here, after the rows before it. One thread takes rows.
 */
public final class ReadAhead<A> implements RowSource<A>, AutoCloseable {
    private static final int BLOCKS = 4;
    private static final int MOST_ROWS = 1024;
    private static final int BLOCK_SIZE = 1 << 16;

    private final String name;
    private final int stride;
    private final int rowsPerBlock;
    /** Has a place more, for the sign of the end: adding never waits. */
    private final BlockingQueue<Block<A>> full = new ArrayBlockingQueue<>(BLOCKS + 1);

    private final BlockingQueue<Block<A>> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Block<A> end;
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    /** Used by whoever takes rows only. */
    private @Nullable Block<A> current;

    private int taken;

    /** Reads all rows, on the thread that reads ahead. */
    @FunctionalInterface
    public interface Producer<A> {
        void produce(Sink<A> sink);
    }

    /** Where a producer puts its rows. */
    public interface Sink<A> {
        /** The array to write the next row into, from {@link #at} on. */
        A array();

        /** Where the next row begins. */
        int at();

        /**
         * The row is written; waits while there are enough.
         *
         * @throws IOException if nobody wants more rows
         */
        void added() throws IOException;
    }

    /** Some rows; fewer than fit into it only at the end. */
    private static final class Block<A> {
        final A values;
        int rows;

        Block(A values) {
            this.values = values;
        }
    }

    /**
     * Begins to read.
     *
     * @param name what is read, for messages and for the thread's name
     * @param stride the length of a row
     * @param arrays makes an array of a length
     */
    public ReadAhead(String name, int stride, IntFunction<A> arrays, Producer<A> producer) {
        this.name = name;
        this.stride = stride;
        this.rowsPerBlock = Math.max(1, Math.min(MOST_ROWS, BLOCK_SIZE / Math.max(1, stride)));
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new Block<>(arrays.apply(Math.multiplyExact(rowsPerBlock, stride))));
        }
        this.end = new Block<>(arrays.apply(0));
        this.thread = new Thread(() -> run(producer), "nnkit reads " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Producer<A> producer) {
        Filling filling = new Filling();
        try {
            producer.produce(filling);
        } catch (RuntimeException | Error e) {
            // Whatever it is: it belongs to the thread that waits for rows.
            failure = e;
        }
        filling.finish();
        full.add(end);
    }

    /** The block that the reading thread fills. */
    private final class Filling implements Sink<A> {
        private @Nullable Block<A> block = free.remove();

        @Override
        public A array() {
            return block().values;
        }

        @Override
        public int at() {
            return block().rows * stride;
        }

        @Override
        public void added() throws IOException {
            Block<A> filled = block();
            if (++filled.rows == rowsPerBlock) {
                block = null;
                full.add(filled);
                block = take(free);
                block.rows = 0;
            }
        }

        private Block<A> block() {
            if (block == null) {
                throw new IllegalStateException("no more rows are wanted");
            }
            return block;
        }

        void finish() {
            if (block != null && block.rows > 0) {
                full.add(block);
            }
        }
    }

    private static <B> B take(BlockingQueue<B> queue) throws IOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for rows").initCause(e);
        }
    }

    /**
     * @throws UncheckedIOException if this thread is interrupted; the producer's exceptions, RuntimeExceptions and Errors,
     *     are thrown as they are
     */
    @Override
    public boolean next(A into, int at) {
        Block<A> block = current;
        if (block == null || taken == block.rows) {
            block = nextBlock();
        }
        if (block == end) {
            return false;
        }
        System.arraycopy(block.values, taken * stride, into, at, stride);
        taken++;
        return true;
    }

    private Block<A> nextBlock() {
        Block<A> before = current;
        if (before == end) {
            return end;
        }
        if (before != null) {
            free.add(before);
        }
        Block<A> block;
        try {
            block = take(full);
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": reading was interrupted.", e);
        }
        current = block;
        taken = 0;
        if (block == end) {
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

    /** Ends the thread and waits until it has ended, so that files are closed. */
    @Override
    public void close() {
        thread.interrupt();
        Uninterruptibles.joinUninterruptibly(thread);
    }
}
