package dev.nnkit.experiment.execution;

import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Threads that take one trial after the other from a queue, until it is empty or one of them fails. */
final class Crew {
    /** What runs trials, one at a time. */
    interface Worker extends AutoCloseable {
        TrialRecord run(Trial trial);

        @Override
        default void close() {}
    }

    private final Queue<Trial> queue;
    private final Consumer<TrialRecord> finished;
    private final Supplier<Worker> workers;
    private final Object lock = new Object();
    private @Nullable Throwable failure;

    private Crew(List<Trial> trials, Consumer<TrialRecord> finished, Supplier<Worker> workers) {
        this.queue = new ConcurrentLinkedQueue<>(trials);
        this.finished = finished;
        this.workers = workers;
    }

    /** Returns when all are done; throws what the first worker to fail threw. */
    static void run(
            String name, int size, List<Trial> trials, Consumer<TrialRecord> finished, Supplier<Worker> workers) {
        Crew crew = new Crew(trials, finished, workers);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(size, trials.size()); i++) {
            Thread thread = new Thread(crew::work, name + " " + (i + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            crew.queue.clear();
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + ": interrupted. What was finished is kept.", e);
        }
        crew.throwFailure();
    }

    private void work() {
        try (Worker worker = workers.get()) {
            for (Trial trial = queue.poll(); trial != null; trial = queue.poll()) {
                TrialRecord record = worker.run(trial);
                synchronized (lock) {
                    if (failure == null) {
                        finished.accept(record);
                    }
                }
            }
        } catch (RuntimeException | Error e) {
            queue.clear();
            synchronized (lock) {
                failure = failure == null ? e : failure;
            }
        }
    }

    private void throwFailure() {
        synchronized (lock) {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
