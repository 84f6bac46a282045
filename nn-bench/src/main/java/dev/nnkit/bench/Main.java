package dev.nnkit.bench;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Times products, elementary functions and predictions, with JMH's own options; for products, prints GFLOP/s and the share of
 * the processor's limit, which is known where this program is started with {@code --add-modules=jdk.incubator.vector}.
 */
public final class Main {
    private static final String PRODUCTS = Products.class.getName() + ".";

    private Main() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .jvmArgsAppend("-Xmx2g")
                .build();
        List<RunResult> products = new Runner(options)
                .run().stream()
                        .filter(result -> result.getParams().getBenchmark().startsWith(PRODUCTS))
                        .toList();
        if (!products.isEmpty()) {
            FmaLimit.measure(1);
            System.out.println(table(products, FmaLimit.measure(1)));
        }
    }

    private static String table(List<RunResult> results, double limit) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nOne core can do %.1f GFLOP/s in float32.%n%-15s %-15s %-8s %7s %7s %9s %7s%n",
                limit,
                "product",
                "shape",
                "kernels",
                "type",
                "threads",
                "GFLOP/s",
                "share"));
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String shape = params.getParam("shape");
            int threads = Integer.parseInt(params.getParam("threads"));
            boolean doubles = params.getParam("type").equals("FLOAT64");
            double gflops = Products.flops(shape) / result.getPrimaryResult().getScore();
            text.append(String.format(
                    Locale.ROOT,
                    "%-15s %-15s %-8s %7s %7d %9.1f %6.0f%%%n",
                    params.getBenchmark().substring(PRODUCTS.length()),
                    shape,
                    params.getParam("kernels"),
                    params.getParam("type"),
                    threads,
                    gflops,
                    100 * gflops / (limit * threads / (doubles ? 2 : 1))));
        }
        return text.toString();
    }
}
