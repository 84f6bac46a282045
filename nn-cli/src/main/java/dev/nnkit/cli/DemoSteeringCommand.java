package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.evolution.Evolution;
import dev.nnkit.evolution.Evolved;
import dev.nnkit.evolution.Generation;
import dev.nnkit.evolution.Genetics;
import dev.nnkit.evolution.steering.PathPicture;
import dev.nnkit.evolution.steering.Steering;
import dev.nnkit.evolution.steering.World;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Networks that learn to steer by evolution. */
@Command(
        name = "steering",
        description = {
            "A population of small networks learns, by evolution, to steer to food and away from poison.",
            "A picture shows the path of the best one, in the first generation and in the last."
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        footer = {"", "Example:", "  nn demo steering --generations 100 --output pictures"})
final class DemoSteeringCommand implements Callable<Integer> {
    private static final String BRAIN = "dense(8) tanh dense(2) tanh";
    private static final int WORLDS = 8;
    /** Numbers of worlds that no network has lived in. */
    private static final int UNSEEN_FROM = 1000;

    private static final int UNSEEN_TO = 1050;
    private static final int LINES = 10;

    @Option(
            names = "--generations",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many, the random first one included. Default ${DEFAULT-VALUE}.")
    private int generations;

    @Option(
            names = "--population",
            paramLabel = "N",
            defaultValue = "50",
            description = "Networks in a generation, 3 or more. Default ${DEFAULT-VALUE}.")
    private int population;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads; the result does not depend on it. Default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private final DemoOptions demo = new DemoOptions();

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        require(generations >= 2, "--generations must be 2 or more but is " + generations);
        require(population >= 3, "--population must be 3 or more but is " + population);
        require(threads >= 1, "--threads must be 1 or more but is " + threads);
        demo.prepare();
        PrintWriter out = standard.out();
        out.println(String.format("""
                %d networks, %s, in %d worlds with %d pieces of food and %d of poison each.
                Fitness: food eaten less poison eaten, the mean of the worlds.
                """, population, BRAIN, WORLDS, World.FOOD, World.POISON));
        out.println("generation    best    mean");
        List<Network> bests = new ArrayList<>();
        Evolved evolved = Evolution.of(Steering.inWorlds(demo.seed(), 0, WORLDS))
                .generations(generations)
                .seed(demo.seed())
                .threads(threads)
                .observer((generation, best) -> {
                    bests.add(best);
                    print(out, generation);
                })
                .run(Genetics.population(Sequential.parse(BRAIN), Shape.of(Steering.SENSES), population, demo.seed()));
        tell(out, evolved, bests.get(0));
        demo.write("steering.svg", picture(bests.get(0), evolved.best()), standard);
        return 0;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence + ".");
        }
    }

    private void print(PrintWriter out, Generation generation) {
        int number = generation.number();
        int stride = Math.max(1, generations / LINES);
        if (number == 1 || number == generations || number % stride == 0) {
            out.println(String.format(Locale.ROOT, "%10d  %6.2f  %6.2f", number, generation.best(), generation.mean()));
        }
    }

    private void tell(PrintWriter out, Evolved evolved, Network first) {
        Steering unseen = Steering.inWorlds(demo.seed(), UNSEEN_FROM, UNSEEN_TO);
        double before = evolved.generations().get(0).best();
        out.println();
        out.println("best fitness, first and last generation: " + fromTo(before, evolved.fitness()));
        out.println("the same two networks in " + (UNSEEN_TO - UNSEEN_FROM) + " worlds that none has seen: "
                + fromTo(unseen.of(first), unseen.of(evolved.best())));
    }

    /** A ratio says nothing where the first number is not positive. */
    private static String fromTo(double first, double last) {
        String numbers = String.format(Locale.ROOT, "%.2f and %.2f", first, last);
        return first > 0 ? numbers + String.format(Locale.ROOT, ", %.1f times", last / first) : numbers;
    }

    private String picture(Network first, Network last) {
        Steering one = Steering.inWorlds(demo.seed(), UNSEEN_FROM, UNSEEN_FROM + 1);
        return PathPicture.of("Paths in a world that none has seen")
                .add("best of generation 1", one.lives(first).get(0))
                .add("best of generation " + generations, one.lives(last).get(0))
                .toSvg();
    }
}
