package dev.nnkit.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What every command has: help, version, and a place to print that can be silenced. */
final class Standard {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Option(names = "--quiet", description = "Prints errors only.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    boolean quiet() {
        return quiet;
    }

    /** Which options were given. */
    ParseResult given() {
        return spec.commandLine().getParseResult();
    }

    /** All that stands behind {@code nn}. */
    List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    /** Where results go that are the purpose of a command: they are not silenced. */
    PrintWriter results() {
        return spec.commandLine().getOut();
    }

    PrintWriter out() {
        return quiet
                ? new PrintWriter(PrintWriter.nullWriter())
                : spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
