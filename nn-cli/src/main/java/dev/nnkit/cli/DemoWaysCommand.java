package dev.nnkit.cli;

import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.plot.LineChart;
import dev.nnkit.evolution.ways.Problem;
import dev.nnkit.evolution.ways.Trail;
import dev.nnkit.evolution.ways.Way;
import dev.nnkit.optimizer.Optimizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Six ways to find weights, side by side. */
@Command(
        name = "ways",
        description = {
            "Six ways to find weights, on the same problems and with the same budget.",
            "One problem has a straight border, the other, exclusive or, has none. Two pictures show the error by"
                    + " evaluations."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {"", "Example:", "  nn demo ways --budget 3000 --output pictures"})
final class DemoWaysCommand implements Callable<Integer> {
    private static final String NETWORK = "dense(8) tanh dense(1)";
    private static final double LEARNING_RATE = 0.2;

    @Option(
            names = "--budget",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Evaluations for each way. Default ${DEFAULT-VALUE}.")
    private int budget;

    @Mixin
    private final DemoOptions demo = new DemoOptions();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        if (budget < Way.LEAST_BUDGET) {
            throw new IllegalArgumentException(
                    "--budget must be " + Way.LEAST_BUDGET + " or more but is " + budget + ".");
        }
        demo.prepare();
        List<Way> ways = Way.all(Sequential.parse(NETWORK), Optimizers.sgd(LEARNING_RATE));
        standard.out()
                .println("A budget of " + budget
                        + " evaluations. One evaluation: one pass forward over all training rows; a pass\n"
                        + "backward counts as " + Way.BACKWARD + ". Network, where there is one: " + NETWORK + ".\n");
        show(Problem.line(demo.seed()), "A straight border", ways);
        show(Problem.xor(demo.seed()), "Exclusive or", ways);
        for (Way way : ways) {
            standard.out().println(way.name() + ": " + way.scope() + "\n");
        }
        return 0;
    }

    private void show(Problem problem, String title, List<Way> ways) {
        LineChart chart =
                LineChart.of(title + ": wrong answers by evaluations", "evaluations", "share of wrong answers");
        List<List<String>> rows = new ArrayList<>();
        for (Way way : ways) {
            Trail trail = way.search(problem, budget, demo.seed());
            chart = chart.series(way.name(), points(trail));
            rows.add(List.of(
                    way.name(),
                    percent(trail.error()),
                    percent(trail.errorOn(problem.fresh())),
                    Integer.toString(trail.evaluations()),
                    Integer.toString(trail.found())));
        }
        standard.out()
                .println(title + ": " + problem.training().size() + " rows to learn from, "
                        + problem.fresh().size() + " others to be asked about.\n");
        standard.out().println(Tables.of(List.of("way", "wrong", "of others", "evaluations", "so good after"), rows));
        demo.write("ways-" + problem.name() + ".svg", chart.toSvg(), standard);
        standard.out().println();
    }

    /** A way that has ended stays where it is, up to the end of the budget. */
    private List<LineChart.Point> points(Trail trail) {
        List<LineChart.Point> points = new ArrayList<>();
        for (Trail.Step step : trail.steps()) {
            points.add(new LineChart.Point(step.evaluations(), step.error()));
        }
        points.add(new LineChart.Point(budget, trail.error()));
        return points;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
