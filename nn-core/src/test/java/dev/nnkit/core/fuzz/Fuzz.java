package dev.nnkit.core.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fuzzes one reader after the other, each in a process of its own, which Jazzer ends. */
public final class Fuzz {
    private static final Path FOUND = Path.of("target", "fuzz");

    private Fuzz() {}

    /** The files that every test run reads, and the fuzzer starts from; in the folder of this module. */
    static Path corpus(FuzzedReader reader) {
        return Path.of("src", "test", "resources", "fuzz", reader.word());
    }

    /** @param arguments seconds for each reader, and words of {@link FuzzedReader}; or {@code all} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<FuzzedReader> failed = new ArrayList<>();
        for (FuzzedReader reader : readers(arguments[1])) {
            int code = start(reader, arguments[0]).waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s, %s inputs in %s seconds%n",
                    reader.word(),
                    code == 0 ? "nothing found" : "FOUND something, see " + log(reader),
                    inputs(reader),
                    arguments[0]);
            if (code != 0) {
                failed.add(reader);
            }
        }
        if (!failed.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%nFindings for %s: see %s. Copy each to %s/READER, then mend the reader.%n",
                    failed,
                    FOUND,
                    Path.of("nn-core", "src", "test", "resources", "fuzz"));
            System.exit(1);
        }
    }

    private static List<FuzzedReader> readers(String words) {
        if (words.equals("all")) {
            return List.of(FuzzedReader.values());
        }
        List<FuzzedReader> readers = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            readers.add(FuzzedReader.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return readers;
    }

    /** Jazzer tells hundreds of lines about a reader in which nothing was found. */
    private static Path log(FuzzedReader reader) {
        return FOUND.resolve(reader.word() + ".log");
    }

    private static String inputs(FuzzedReader reader) throws IOException {
        String label = "stat::number_of_executed_units:";
        return Files.readAllLines(log(reader)).stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElse("an unknown number of");
    }

    /** New inputs go to the first folder that is named, findings to the prefix. */
    private static Process start(FuzzedReader reader, String seconds) throws IOException {
        Path interesting = Files.createDirectories(FOUND.resolve(reader.word()));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FuzzTarget.class.getName(),
                        "--target_args=" + reader.word(),
                        "--instrumentation_includes=dev.nnkit.**",
                        // It looks for paths made of input, and draws the inputs to its own.
                        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.FilePathTraversal",
                        "--reproducer_path=" + FOUND,
                        "-max_total_time=" + seconds,
                        "-timeout=10",
                        "-rss_limit_mb=0",
                        "-print_final_stats=1",
                        "-artifact_prefix=" + FOUND + "/" + reader.word() + "-",
                        interesting.toString(),
                        corpus(reader).toString())
                .redirectErrorStream(true)
                .redirectOutput(log(reader).toFile())
                .start();
    }
}
