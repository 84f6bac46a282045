package dev.nnkit.cli;

import dev.nnkit.bench.Bench;
import dev.nnkit.bench.BenchReport;
import dev.nnkit.bench.StartTiming;
import dev.nnkit.bench.Timing;
import dev.nnkit.bench.Workload;
import dev.nnkit.core.io.AtomicFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times whole trainings on this machine. */
@Command(
        name = "bench",
        description = {
            "Times whole trainings on this machine, each in a process of its own, beside loops written by hand and the",
            "limit of the processor. Let nothing else run meanwhile."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  nn bench W3 W4 --threads 1,2 --report bench.json",
            "  nn bench --growth pictures",
            "GFLOP/s are those of the products alone; \"of limit\" compares them with what as many cores could do at once."
                    + " W3-start and",
            "W6 are new processes: training alone, with the start of the JVM, and the most memory; without and with an",
            "archive of classes (class data sharing), as nn itself has one."
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WORK",
            arity = "0..*",
            description = "What to time: W1, W2, W3, W3-start, W4, W5, W6, W7. Default: all.")
    private List<String> works = new ArrayList<>();

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "How many threads, separated by commas. Default: 1 and all processors.")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--kernels",
            split = ",",
            paramLabel = "NAME",
            description = "simd, scalar, hand (the hand-written loops). Default: all that this JVM can run.")
    private List<String> kernels = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "For each training, warm-up included. Default: ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    @Option(
            names = "--growth",
            paramLabel = "FOLDER",
            description = {
                "Instead of trainings, times steps of growing width, batch and depth, and draws a",
                "picture of each there."
            })
    private @Nullable Path growth;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        Bench bench = new Bench(seconds);
        fillIn(bench);
        if (growth != null) {
            Path folder = Folders.made(growth);
            new GrowthPictures(bench, kernels, threads)
                    .draw(standard)
                    .forEach((name, svg) -> AtomicFile.write(folder.resolve(name), svg));
            return 0;
        }
        List<Timing> training = new ArrayList<>();
        List<StartTiming> start = new ArrayList<>();
        for (String work : works) {
            if (Bench.isStart(work)) {
                time(bench, work, start);
            } else {
                time(bench, Workload.named(work), training);
            }
        }
        print(training, start);
        if (report != null) {
            AtomicFile.write(report, BenchReport.of(training, start).toJson() + "\n");
        }
        return 0;
    }

    private void fillIn(Bench bench) {
        if (works.isEmpty()) {
            works = Bench.names();
        }
        for (String work : works) {
            if (!Bench.isStart(work)) {
                Workload.named(work);
            }
        }
        if (threads.isEmpty()) {
            int processors = Runtime.getRuntime().availableProcessors();
            threads = processors == 1 ? List.of(1) : List.of(1, processors);
        }
        for (int count : threads) {
            if (count < 1) {
                throw new IllegalArgumentException("--threads: must be 1 or more but is " + count + ".");
            }
        }
        List<String> known = new ArrayList<>(bench.kernels());
        known.add(Bench.HAND);
        if (kernels.isEmpty()) {
            kernels = known;
        }
        for (String name : kernels) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("--kernels: this JVM cannot run \"" + name + "\". It can run "
                        + String.join(", ", known)
                        + (known.contains("simd") ? "." : "; simd needs --add-modules=jdk.incubator.vector."));
            }
        }
    }

    private void time(Bench bench, Workload work, List<Timing> timings) {
        for (String name : kernels) {
            boolean byHand = name.equals(Bench.HAND);
            if (byHand && work.byHand().isEmpty()) {
                continue;
            }
            for (int count : byHand ? List.of(1) : threads) {
                tell(work.name(), name, count);
                timings.add(bench.time(work, name, count));
            }
        }
    }

    private void time(Bench bench, String work, List<StartTiming> timings) {
        for (String name : kernels) {
            for (int count : name.equals(Bench.HAND) ? List.<Integer>of() : threads) {
                tell(work, name, count);
                timings.add(bench.start(work, name, count, false));
                timings.add(bench.start(work, name, count, true));
            }
        }
    }

    private void tell(String work, String name, int count) {
        tell(standard, work, name, count);
    }

    static void tell(Standard standard, String work, String name, int count) {
        if (!standard.quiet()) {
            standard.err().println(work + ", " + name + ", " + count + (count == 1 ? " thread ..." : " threads ..."));
        }
    }

    private void print(List<Timing> training, List<StartTiming> start) {
        if (!training.isEmpty()) {
            List<List<String>> rows = training.stream().map(BenchCommand::row).toList();
            List<String> header = List.of(
                    "training",
                    "kernels",
                    "threads",
                    "samples/s",
                    "us/step",
                    "GFLOP/s",
                    "of limit",
                    "loss",
                    "bytes/step");
            standard.results().println(Tables.of(header, rows));
            for (Workload work : Workload.all()) {
                if (works.contains(work.name())) {
                    standard.results().println("  " + work.name() + " is " + work.title());
                }
            }
            standard.results().println(Timing.limits(training));
        }
        if (!start.isEmpty()) {
            List<List<String>> rows = start.stream().map(BenchCommand::row).toList();
            List<String> header =
                    List.of("new process", "kernels", "threads", "archive", "training s", "with JVM s", "memory MB");
            standard.results().println(Tables.of(header, rows));
        }
    }

    private static List<String> row(Timing timing) {
        return List.of(
                timing.workload(),
                timing.kernels(),
                Integer.toString(timing.threads()),
                format("%,.0f", timing.samplesPerSecond()),
                format("%,.1f", timing.stepMicros()),
                format("%.1f", timing.gflops()),
                format("%.0f %%", 100 * timing.shareOfLimit()),
                format("%.2g", timing.finalLoss()),
                format("%,.0f", timing.bytesPerStep()));
    }

    private static List<String> row(StartTiming timing) {
        return List.of(
                timing.workload(),
                timing.kernels(),
                Integer.toString(timing.threads()),
                timing.archive() ? "yes" : "no",
                format("%.2f", timing.seconds()),
                format("%.2f", timing.processSeconds()),
                format("%.0f", timing.megabytes()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
