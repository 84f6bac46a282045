package dev.nnkit.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs independent tasks on a number of threads; one thread means the caller's. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;
    private final boolean alone;

    Workers(int count) {
        alone = count == 1;
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "nnkit-evolution");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What {@code task} gives for 0, 1, ... in this order.
     *
     * @throws CancellationException if the calling thread is interrupted; exceptions of tasks pass through
     */
    <T> List<T> map(int count, IntFunction<T> task) {
        List<T> results = new ArrayList<>(count);
        if (alone) {
            for (int i = 0; i < count; i++) {
                results.add(task.apply(i));
            }
            return results;
        }
        List<Callable<T>> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int index = i;
            calls.add(() -> task.apply(index));
        }
        try {
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(e);
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
        return results;
    }

    private static CancellationException cancelled(InterruptedException cause) {
        CancellationException exception = new CancellationException("evolution: the thread was interrupted.");
        exception.initCause(cause);
        return exception;
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException ours) {
            return ours;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause()); // tasks throw no checked exceptions
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
