package dev.nnkit.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Runs each training in a JVM of its own and says how fast it was. Not thread-safe, and alone on the machine at best. */
public final class Bench {
    /** Five epochs of 8,000 images in a new process. */
    public static final String DIGITS_START = "W3-start";

    /** XOR, 1,000 steps, in a new process. */
    public static final String XOR_START = "W6";

    /** The name that hand-written loops have among the kernels. */
    public static final String HAND = "hand";

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";
    private static final int STARTS = 5;

    private final double seconds;

    /** @param seconds how long each training is warmed up and timed together, at least: whole epochs are run */
    public Bench(double seconds) {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException(
                    "bench: seconds must be more than 0 and at most 3600 but is " + seconds + ".");
        }
        this.seconds = seconds;
    }

    /** The kernels that this JVM can run, fastest first. */
    public List<String> kernels() {
        return FmaLimit.VECTORS ? List.of("simd", "scalar") : List.of("scalar");
    }

    /** The names of all that can be timed. */
    public static List<String> names() {
        List<String> names =
                new ArrayList<>(Workload.all().stream().map(Workload::name).toList());
        names.add(names.indexOf("W3") + 1, DIGITS_START);
        names.add(names.indexOf("W7"), XOR_START);
        return List.copyOf(names);
    }

    /** Whether it is of those that {@link #start} times. */
    public static boolean isStart(String name) {
        return name.equals(DIGITS_START) || name.equals(XOR_START);
    }

    /**
     * Times a training that goes on for a while.
     *
     * @param kernels one of {@link #kernels}, or {@link #HAND}, which has one thread
     * @throws IllegalStateException if it did not learn: its speed would say nothing
     */
    public Timing time(Workload work, String kernels, int threads) {
        String said = run(
                BenchProcess.class,
                FmaLimit.VECTORS,
                work.name(),
                kernels,
                Integer.toString(threads),
                Double.toString(seconds));
        return Lines.timing(said).ofWhatLearned(work);
    }

    /**
     * Times a new process: of five, the one in the middle.
     *
     * @param archive whether with an archive of classes (class data sharing), which a run before those writes; the JVM makes none
     *     where the class path has folders
     * @throws IllegalStateException with what the process said, if it failed
     */
    public StartTiming start(String name, String kernels, int threads, boolean archive) {
        List<String> options = new ArrayList<>(options(kernels.equals("simd")));
        String[] args = {name, kernels, Integer.toString(threads)};
        if (!archive) {
            return median(options, args, false);
        }
        try (ClassArchive classes = ClassArchive.of(StartProcess.class, options, args)) {
            options.addAll(classes.options());
            return median(options, args, true);
        }
    }

    private static StartTiming median(List<String> options, String[] args, boolean archive) {
        List<StartTiming> timings = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            String said = JavaProcess.run(StartProcess.class, options, Map.of(), args);
            double processSeconds = (System.nanoTime() - start) / 1e9;
            timings.add(Lines.startTiming(args, archive, processSeconds, said));
        }
        timings.sort(Comparator.comparingDouble(StartTiming::processSeconds));
        return timings.get(STARTS / 2);
    }

    /** Times all sizes of a growth, from small to large. */
    public List<Timing> grow(Growth growth, String kernels, int threads) {
        return Lines.timings(run(
                GrowthProcess.class,
                FmaLimit.VECTORS,
                growth.name(),
                kernels,
                Integer.toString(threads),
                Double.toString(seconds)));
    }

    private static String run(Class<?> program, boolean vectors, String... args) {
        return JavaProcess.run(program, options(vectors), Map.of(), args);
    }

    private static List<String> options(boolean vectors) {
        return vectors ? List.of(VECTORS) : List.of();
    }
}
