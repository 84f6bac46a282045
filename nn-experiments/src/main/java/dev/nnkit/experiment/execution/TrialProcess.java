package dev.nnkit.experiment.execution;

import dev.nnkit.experiment.trial.Supplies;
import dev.nnkit.experiment.trial.Trial;
import dev.nnkit.experiment.trial.TrialRecord;
import dev.nnkit.experiment.trial.TrialRunner;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What runs in a process of {@link SeparateProcesses}: for each trial that comes as a line of JSON on standard input, the
 * record goes as a line of JSON to standard output. Ends when the input ends, and so when its parent does.
 */
public final class TrialProcess {
    private TrialProcess() {}

    /** @param args the file with the data */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        Supplies supplies = Supplies.of(DataExchange.read(Path.of(args[0])));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                TrialRecord record = TrialRunner.run(Trial.parse(line), supplies);
                out.write(record.toJson() + "\n");
                out.flush();
            }
        }
    }
}
