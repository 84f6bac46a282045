package dev.nnkit.experiment.execution;

import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs trials in JVMs of their own, with this JVM's class path or module path: what a fault of one takes down is not this
 * program, and their memory is their own. Only trials whose texts a plug-in can read can be sent there.
 *
 * @param processes how many run at a time, 1 or more; throws IllegalArgumentException otherwise
 * @param jvmOptions what they are started with, such as {@code --add-modules=jdk.incubator.vector}
 */
public record SeparateProcesses(int processes, List<String> jvmOptions) implements TrialExecutor {
    private static final int SHOWN = 5;

    public SeparateProcesses {
        jvmOptions = List.copyOf(jvmOptions);
        if (processes < 1) {
            throw new IllegalArgumentException(
                    "separate processes: there must be 1 or more but " + processes + " are wanted.");
        }
    }

    @Override
    public void execute(List<Trial> trials, Supplies supplies, Consumer<TrialRecord> finished) {
        for (Trial trial : trials) {
            if (supplies.given().containsKey(trial.network())) {
                throw new IllegalArgumentException("separate processes: the network \"" + trial.network()
                        + "\" has a layer that exists only as an object of this process: its text does not read back."
                        + " Register it by a Plugin, or run the trials in local threads.");
            }
        }
        if (trials.isEmpty()) {
            return;
        }
        try (Workplace place = new Workplace()) {
            Path data = place.folder().resolve("data");
            DataExchange.write(supplies.data(), data);
            Crew.run("trial process", processes, trials, finished, () -> start(place, data));
        }
    }

    private Child start(Workplace place, Path data) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        Module module = TrialProcess.class.getModule();
        if (module.isNamed()) {
            command.addAll(List.of("--module-path", System.getProperty("jdk.module.path")));
            command.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
            command.addAll(List.of("--module", module.getName() + "/" + TrialProcess.class.getName()));
        } else {
            command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
            command.add(TrialProcess.class.getName());
        }
        command.add(data.toString());
        try {
            Path errors = Files.createTempFile(place.folder(), "errors", "");
            return new Child(place.start(new ProcessBuilder(command).redirectError(errors.toFile())), errors);
        } catch (IOException e) {
            throw new UncheckedIOException("separate processes: cannot start " + command.get(0) + ".", e);
        }
    }

    /** One process, seen from here. */
    private static final class Child implements Crew.Worker {
        private final Process process;
        private final Path errors;
        private final Writer out;
        private final BufferedReader in;

        Child(Process process, Path errors) {
            this.process = process;
            this.errors = errors;
            this.out = process.outputWriter(StandardCharsets.UTF_8);
            this.in = process.inputReader(StandardCharsets.UTF_8);
        }

        @Override
        public TrialRecord run(Trial trial) {
            String line = null;
            try {
                out.write(trial.toJson() + "\n");
                out.flush();
                line = in.readLine();
            } catch (IOException e) {
                throw ended(e);
            }
            if (line == null) {
                throw ended(new IOException("end of its output"));
            }
            return TrialRecord.parse(line);
        }

        private UncheckedIOException ended(IOException cause) {
            List<String> said = said();
            return new UncheckedIOException(
                    "separate processes: a process ended in the middle of a trial"
                            + (said.isEmpty() ? "." : " and said: " + String.join(" ", said)),
                    cause);
        }

        private List<String> said() {
            try {
                process.waitFor();
                return Files.readAllLines(errors).stream().limit(SHOWN).toList();
            } catch (IOException e) {
                return List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return List.of();
            }
        }

        @Override
        public void close() {
            try {
                out.close();
                process.waitFor();
            } catch (IOException e) {
                process.destroy(); // it ended by itself, and what it said was told
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
