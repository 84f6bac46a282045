package dev.nnkit.experiment.execution;

import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A temporary folder and the processes that work in it. When it is closed, and also when this JVM is told to end, as by Ctrl-C,
 * the processes end and the folder goes.
 */
final class Workplace implements AutoCloseable {
    private final Path folder;
    private final Queue<Process> processes = new ConcurrentLinkedQueue<>();
    private final Thread atExit = new Thread(this::clearAtExit, "end of trial processes");

    Workplace() {
        try {
            folder = Files.createTempDirectory("nnkit-trials");
        } catch (IOException e) {
            throw IoFailure.writing("a temporary folder", e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    Path folder() {
        return folder;
    }

    Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        processes.add(process);
        return process;
    }

    private void clear() {
        processes.forEach(Process::destroyForcibly);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw IoFailure.writing(folder, e);
        }
    }

    private void clearAtExit() {
        try {
            clear();
        } catch (UncheckedIOException e) {
            // A process began a file meanwhile: there is nobody left to wait for it, or to be told.
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook clears
        }
        clear();
    }
}
