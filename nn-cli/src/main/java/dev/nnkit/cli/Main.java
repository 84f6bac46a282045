package dev.nnkit.cli;

import dev.nnkit.core.file.ModelFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code nn}. Exit codes: 0 done; 1 the work went wrong (training diverged, or a fault of nnkit itself); 2 a
 * user's mistake or a file that cannot be read or written, told in one sentence; 130 after Ctrl-C.
 */
@Command(
        name = "nn",
        description = "Builds, trains and looks at neural networks.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            CompareCommand.class,
            RunsCommand.class,
            SurfaceCommand.class,
            SummaryCommand.class,
            ExplainCommand.class,
            CheckGradientsCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            LayersCommand.class,
            BenchCommand.class,
            DemoCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Try first:",
            "  nn train                      learns digits that it draws itself",
            "  nn train --data FOLDER        learns images from IDX files, such as MNIST",
            "  nn train --data FILE.csv --target NAME    learns to predict a column of a table",
            "  nn explain                    shows on a small example how a network learns",
            "  nn COMMAND --help             tells more, with an example"
        })
public final class Main implements Runnable {
    static final int USER_MISTAKE = 2;
    static final int FAILED = 1;
    /** With what messages begin in the library that a command calls, where that is another word than its name. */
    private static final Map<String, String> SUBJECTS = Map.of("compare", "comparison");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // Not System.out, which keeps its failures to itself.
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.exit(run(writer(out, "stdout.encoding"), writer(System.err, "stderr.encoding"), args));
    }

    /** In the encoding of the terminal, which Java tells from 19 on; before that, the machine's. */
    private static PrintWriter writer(OutputStream stream, String property) {
        String encoding = System.getProperty(property, System.getProperty("native.encoding", "UTF-8"));
        return Output.to(stream, Charset.forName(encoding));
    }

    /** Runs one command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            int code = new CommandLine(new Main())
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setParameterExceptionHandler(Main::onWrongArguments)
                    .setExecutionExceptionHandler(Main::onFailure)
                    .execute(args);
            return code == 0 ? requireWritten(out, err) : code;
        } catch (OutOfMemoryError e) {
            err.println("nn: this needs more memory than the JVM may take, "
                    + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MB. Use smaller batches or layers, or allow more: NNKIT_JAVA_OPTS=-Xmx8g.");
            return FAILED;
        }
    }

    /** A PrintWriter keeps its failures to itself: without this, answers that are cut off would look complete. */
    private static int requireWritten(PrintWriter out, PrintWriter err) {
        if (out.checkError() && !(out instanceof Output watched && watched.isReaderGone())) {
            err.println("nn: standard output took only a part of what was printed. Is the disk full?");
            return USER_MISTAKE;
        }
        return 0;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int onWrongArguments(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + sentence(e, name) + " " + name + " --help shows what there is.");
        return USER_MISTAKE;
    }

    private static int onFailure(Exception e, CommandLine command, CommandLine.ParseResult result) {
        String name = command.getCommandSpec().qualifiedName();
        if (e instanceof IllegalArgumentException
                || e instanceof IndexOutOfBoundsException
                || e instanceof UncheckedIOException) {
            command.getErr().println(name + ": " + sentence(e, name));
            return USER_MISTAKE;
        }
        command.getErr()
                .println(name + ": this is a fault of nnkit, not yours: " + e + ". Please report it with"
                        + " the command; the environment variable NNKIT_DEBUG=1 adds where it happened.");
        if (System.getenv("NNKIT_DEBUG") != null) {
            e.printStackTrace(command.getErr());
        }
        return FAILED;
    }

    /** Without the subject, where the command before it has said that already. */
    private static String sentence(Exception e, String command) {
        String word = command.substring(command.lastIndexOf(' ') + 1);
        String message = String.valueOf(e.getMessage());
        for (String said : List.of(word + ": ", SUBJECTS.getOrDefault(word, word) + ": ")) {
            message = message.startsWith(said) ? message.substring(said.length()) : message;
        }
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"nnkit " + ModelFile.libraryVersion() + " (Java " + Runtime.version() + ")"};
        }
    }
}
