package dev.nnkit.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks, with JMH's own options, and prints each as a ratio to the hand-written loop of the same run. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .jvmArgsAppend("-Xmx2g")
                .build();
        System.out.println(table(new Runner(options).run()));
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%n%-28s %14s %14s %8s%n", "samples/s", "nnkit", "hand-written", "ratio"));
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            if (name.endsWith(".nnkit")) {
                String threads = result.getParams().getParam("threads");
                double ours = result.getPrimaryResult().getScore();
                double theirs = handWritten(
                        results, name.substring(0, name.length() - ".nnkit".length()) + ".handWritten", threads);
                String title = name.substring("dev.nnkit.bench.".length(), name.length() - ".nnkit".length())
                        + (threads == null ? "" : ", threads " + threads);
                text.append(String.format(
                        Locale.ROOT, "%-28s %,14.0f %,14.0f %8.2f%n", title, ours, theirs, ours / theirs));
            }
        }
        return text.toString();
    }

    private static double handWritten(Collection<RunResult> results, String name, String threads) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().equals(name))
                .filter(result ->
                        threads == null || threads.equals(result.getParams().getParam("threads")))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElse(Double.NaN);
    }
}
