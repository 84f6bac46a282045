package dev.nnkit.bench.peer;

import dev.nnkit.bench.BenchReport;
import dev.nnkit.bench.Timing;
import dev.nnkit.bench.Workload;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Samples a second as a Markdown table: a row for each work and number of threads, a column for each library. */
final class PeerTable {
    static final String COMMAND = "mvn -q -Ppeers -Dnnkit.quick -Dmaven.test.skip=true -pl nn-bench-peers -am verify";

    private PeerTable() {}

    static String of(BenchReport report, List<Workload> works, List<String> columns, LocalDate date, String arguments) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %s, %s. %s%n%s.%n`%s%s`%n%n",
                date,
                report.machine(),
                report.java(),
                Timing.limits(report.training()),
                System.getProperty("nnkit.peers.versions", "Versions as in nn-bench-peers/pom.xml"),
                COMMAND,
                arguments.isEmpty() ? "" : " -Dnnkit.peers=\"" + arguments + "\""));
        text.append("| samples/s | threads | ")
                .append(String.join(" | ", columns))
                .append(" |\n|---|--:");
        text.append("|--:".repeat(columns.size())).append("|\n");
        for (Workload work : works) {
            Map<Integer, Map<String, Timing>> rows = new TreeMap<>();
            for (Timing timing : report.training()) {
                if (timing.workload().equals(work.name())) {
                    rows.computeIfAbsent(timing.threads(), count -> new TreeMap<>())
                            .put(timing.kernels(), timing);
                }
            }
            rows.forEach((count, row) -> {
                text.append("| ").append(work.name()).append(": ").append(work.title());
                text.append(" | ").append(count).append(" |");
                for (String column : columns) {
                    Timing timing = row.get(column);
                    text.append(timing == null ? " - |" : format(timing.samplesPerSecond()));
                }
                text.append('\n');
            });
        }
        return text.toString();
    }

    private static String format(double rate) {
        return String.format(Locale.ROOT, " %,.0f |", rate);
    }
}
