package dev.nnkit.bench.peer;

import dev.nnkit.bench.Bench;
import dev.nnkit.bench.BenchReport;
import dev.nnkit.bench.JavaProcess;
import dev.nnkit.bench.Lines;
import dev.nnkit.bench.Timing;
import dev.nnkit.bench.Workload;
import dev.nnkit.core.io.AtomicFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times whole trainings of this kit and of other libraries, each in a process of its own, and prints a table. */
@Command(name = "peers", mixinStandardHelpOptions = true, sortOptions = false)
public final class Main implements Callable<Integer> {
    @Parameters(paramLabel = "WORK", arity = "0..*", description = "W1, W2, W3, W4, W5, W7. Default: all.")
    private List<String> works = Workload.all().stream().map(Workload::name).toList();

    @Option(names = "--threads", split = ",", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private List<Integer> threads = List.of(1, 2);

    @Option(
            names = "--with",
            split = ",",
            paramLabel = "NAME",
            description = "simd, scalar, hand, Encog, DJL, DL4J. Default: all that this JVM can run.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "For each training, warm-up included. Default: ${DEFAULT-VALUE}.")
    private double seconds = 10;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
    private @Nullable Path report;

    private final String arguments;
    private boolean failed;

    private Main(String arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main(String.join(" ", args))).execute(args));
    }

    @Override
    public Integer call() {
        Bench bench = new Bench(seconds);
        if (columns.isEmpty()) {
            columns.addAll(bench.kernels());
            columns.add(Bench.HAND);
            Peer.all().forEach(peer -> columns.add(peer.name()));
        }
        List<Workload> workloads = works.stream().map(Workload::named).toList();
        List<Timing> timings = new ArrayList<>();
        for (Workload work : workloads) {
            for (int count : threads) {
                for (String column : columns) {
                    time(bench, work, column, count, timings);
                }
            }
        }
        BenchReport results = BenchReport.of(timings, List.of());
        System.out.println(PeerTable.of(results, workloads, columns, LocalDate.now(ZoneId.systemDefault()), arguments));
        if (report != null) {
            String json = results.toJson() + "\n";
            AtomicFile.write(report, json);
        }
        return failed ? 1 : 0;
    }

    /** One failure does not cost the figures of the others: it is told, and its place in the table stays empty. */
    private void time(Bench bench, Workload work, String column, int count, List<Timing> timings) {
        boolean ours = bench.kernels().contains(column);
        boolean byHand = column.equals(Bench.HAND);
        if (byHand && (work.byHand().isEmpty() || count > 1)) {
            return;
        }
        if (!ours && !byHand) {
            Peer peer = Peer.named(column);
            if (!peer.does(work) || (count > 1 && !peer.hasThreads())) {
                return;
            }
        }
        System.err.println(work.name() + ", " + column + ", threads: " + count + " ...");
        try {
            timings.add(ours || byHand ? bench.time(work, column, count) : timePeer(work, column, count));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            failed = true;
        }
    }

    private Timing timePeer(Workload work, String peer, int count) {
        String natives = System.getProperty("nnkit.peers.natives", System.getProperty("java.io.tmpdir"));
        String number = Integer.toString(count);
        List<String> options = List.of(
                "--add-modules=jdk.incubator.vector",
                "-Dai.djl.pytorch.num_threads=" + number,
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dorg.bytedeco.javacpp.cachedir=" + natives);
        Map<String, String> environment = Map.of(
                "OMP_NUM_THREADS", number,
                "OPENBLAS_NUM_THREADS", number,
                "DJL_CACHE_DIR", natives,
                // Nothing is loaded, and nobody is told.
                "DJL_OFFLINE", "true",
                "OPT_OUT_TRACKING", "true");
        String said = JavaProcess.run(
                PeerProcess.class, options, environment, peer, work.name(), number, Double.toString(seconds));
        return Lines.timing(said).ofWhatLearned(work);
    }
}
