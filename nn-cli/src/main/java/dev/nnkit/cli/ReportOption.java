package dev.nnkit.cli;

import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.experiment.Comparison;
import dev.nnkit.experiment.Conclusions;
import dev.nnkit.experiment.report.ComparisonHtml;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A page about a comparison. */
final class ReportOption {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+-]+");

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "The result as one page with pictures, for a browser.")
    private @Nullable Path file;

    boolean wanted() {
        return file != null;
    }

    /** Does nothing unless it is wanted. */
    void write(Comparison comparison, Conclusions conclusions, Standard standard) {
        Path page = file;
        if (page != null) {
            String html = ComparisonHtml.of(comparison, conclusions, command(standard.arguments()));
            AtomicFile.write(page, html);
            standard.out().println("wrote:  " + page);
        }
    }

    /** For a shell. */
    private static String command(List<String> arguments) {
        return "./nn "
                + arguments.stream()
                        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                        .collect(Collectors.joining(" "));
    }
}
