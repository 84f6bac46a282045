package dev.nnkit.experiment.trial;

import dev.nnkit.api.Kernels;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.io.IoFailure;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what and where a trial was run. Together with the trial, which has the data's hash, the seed and the full spec, it says
 * how a result came about. It names no host, user or folder.
 *
 * @param version of nnkit
 * @param commit of its source, with {@code -dirty} behind it where files differed from it; null where the build did not tell
 * @param jvm its name and version
 * @param flags what the JVM was started with, of what can matter to results: options of the virtual machine, and added modules
 * @param kernels which computed
 * @param processors that the JVM saw
 * @param architecture of the machine
 * @param system its operating system
 */
public record Provenance(
        String version,
        @Nullable String commit,
        String jvm,
        List<String> flags,
        String kernels,
        int processors,
        String architecture,
        String system) {
    private static final String UNFILTERED = "${";
    private static final @Nullable String COMMIT = loadCommit();

    public Provenance {
        flags = List.copyOf(flags);
    }

    /** Of a trial that these kernels compute in this JVM. */
    public static Provenance of(Kernels kernels) {
        return new Provenance(
                ModelFile.libraryVersion(),
                COMMIT,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(Provenance::matters)
                        .toList(),
                kernels.name(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("os.name"));
    }

    /** System properties and agents are left out: they hold paths, and nnkit's results do not depend on them. */
    private static boolean matters(String flag) {
        return (flag.startsWith("-X") || flag.startsWith("--add-modules") || flag.startsWith("-ea"))
                && !flag.contains("/")
                && !flag.contains("\\");
    }

    private static @Nullable String loadCommit() {
        try (InputStream in = Provenance.class.getResourceAsStream("commit.txt")) {
            return in == null ? null : commitOf(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw IoFailure.reading("the commit of nn-experiments", e);
        }
    }

    /** The commit, or "unknown". */
    public String commitText() {
        return commit == null ? "unknown" : commit;
    }

    /** The flags with blanks between them, or "none". */
    public String flagsText() {
        return flags.isEmpty() ? "none" : String.join(" ", flags);
    }

    /** What the build wrote; null where it did not know, or did not write, as in an IDE. */
    static @Nullable String commitOf(String written) {
        String commit = written.strip();
        return commit.isEmpty() || commit.startsWith(UNFILTERED) ? null : commit;
    }
}
