package dev.nnkit.evolution;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Schedule;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds weights by variation and selection: no loss, no gradient, only a {@link Fitness}. In each generation the best
 * networks live on as they are (the elite); every other place is taken by a child. Its parents win tournaments: of a few
 * networks drawn at random, the fittest. With the probability of crossover it has two parents, else one; then it mutates.
 *
 * <pre>{@code
 * Evolved evolved = Evolution.of(network -> -error(network))
 *         .generations(100).seed(1)
 *         .run(Genetics.population(layers, Shape.of(2), 50, 1));
 * }</pre>
 *
 * <p>The same settings, first generation and fitness give the same bits, for any number of threads: the random numbers of a
 * child are those of (seed, generation, place). The networks that are given are copied, never changed. Not thread-safe.
 *
 * @see <a href="https://mitpress.mit.edu/9780262581110/">Holland 1975, Adaptation in Natural and Artificial Systems</a>
 * @see <a href="https://deepblue.lib.umich.edu/handle/2027.42/4507">De Jong 1975, the elitist plan (R2)</a>
 * @see <a href="https://www.complex-systems.com/abstracts/v09_i03_a02/">Miller, Goldberg 1995: tournament selection</a>
 */
public final class Evolution {
    private final Fitness fitness;
    private int generations = 50;
    private int elite = 2;
    private int tournament = 3;
    private Crossover crossover = Crossover.NODES;
    private double crossoverProbability = 0.5;
    private Mutation mutation = Mutation.DEFAULT;
    private Schedule schedule = Evolution::falling;
    private long seed = 1;
    private int threads = 1;
    private final List<GenerationObserver> observers = new ArrayList<>();

    private Evolution(Fitness fitness) {
        this.fitness = fitness;
    }

    /** With the defaults that the methods below tell. */
    public static Evolution of(Fitness fitness) {
        return new Evolution(fitness);
    }

    /** How many there are, the first one, which is given, included. Default 50. */
    public Evolution generations(int count) {
        generations = count;
        return this;
    }

    /** How many of the best live on, unchanged and not evaluated again. Default 2; with 0 the best fitness may fall. */
    public Evolution elite(int count) {
        elite = count;
        return this;
    }

    /** How many compete to be a parent: the more, the harder the selection; 1 is none. Default 3. */
    public Evolution tournament(int count) {
        tournament = count;
        return this;
    }

    /**
     * What children inherit in one piece, and how probable it is that they have two parents. Default {@link Crossover#NODES},
     * 0.5.
     */
    public Evolution crossover(Crossover kind, double probability) {
        crossover = kind;
        crossoverProbability = probability;
        return this;
    }

    /** How children differ from their parents. Default {@link Mutation#DEFAULT}. */
    public Evolution mutation(Mutation value) {
        mutation = value;
        return this;
    }

    /**
     * What the mutation's deviation is multiplied with, by generation: the second one, the first with children, has step 1
     * of {@code generations - 1}. It observes the best fitness, negated, since schedules take lower for better. Default: in a
     * straight line from 1 to 0.1, wide search first and fine steps last.
     */
    public Evolution schedule(Schedule value) {
        schedule = value;
        return this;
    }

    private static Schedule.Course falling(Schedule.Horizon horizon) {
        return step -> 1 - 0.9 * (step - 1) / Math.max(1, horizon.totalSteps() - 1);
    }

    /** Of all random numbers. Default 1. */
    public Evolution seed(long value) {
        seed = value;
        return this;
    }

    /** How many networks are evaluated at a time. Default 1: in the calling thread. */
    public Evolution threads(int count) {
        threads = count;
        return this;
    }

    /** Adds somebody who watches each generation, the first included. */
    public Evolution observer(GenerationObserver observer) {
        observers.add(observer);
        return this;
    }

    /**
     * Lets the generations follow each other.
     *
     * @param first the first generation, whose size all others have
     * @throws IllegalArgumentException if a setting is out of range, or the networks have not the same parameters
     */
    public Evolved run(List<Network> first) {
        require(!first.isEmpty(), "the first generation must have 1 network or more but has none");
        require(generations >= 1, "generations must be 1 or more but is " + generations);
        require(
                elite >= 0 && elite < first.size(),
                "elite must be 0 or more and less than the population, " + first.size() + ", but is " + elite);
        require(tournament >= 1, "tournament must be 1 or more but is " + tournament);
        require(
                crossoverProbability >= 0 && crossoverProbability <= 1,
                "the probability of crossover must be between 0 and 1 but is " + crossoverProbability);
        require(threads >= 1, "threads must be 1 or more but is " + threads);
        first.forEach(network -> Genetics.requireAlike(first.get(0), network));
        try (Workers workers = new Workers(threads)) {
            return run(first, workers);
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("evolution: " + sentence + ".");
        }
    }

    private record Member(Network network, double fitness) {}

    private Evolved run(List<Network> first, Workers workers) {
        Schedule.Course course = schedule.start(new Schedule.Horizon(Math.max(1, generations - 1), 1));
        List<Generation> history = new ArrayList<>();
        List<Member> population = ranked(workers.map(first.size(), place -> member(Genetics.copy(first.get(place)))));
        report(population, first.size(), history, course);
        for (int number = 2; number <= generations; number++) {
            int generation = number;
            List<Member> parents = population;
            Mutation scaled = mutation.scaled(course.factor(generation - 1L));
            List<Member> next = new ArrayList<>(parents.subList(0, elite));
            next.addAll(workers.map(
                    parents.size() - elite,
                    place -> member(child(parents, scaled, RandomStream.of(seed, "child", generation, place)))));
            population = ranked(next);
            report(population, parents.size() - elite, history, course);
        }
        return new Evolved(population.get(0).network, population.get(0).fitness, history);
    }

    private Member member(Network network) {
        double value = fitness.of(network);
        return new Member(network, Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value);
    }

    /** Best first; of equals, those that were there before, so that the order is a matter of fitness and place alone. */
    private static List<Member> ranked(List<Member> members) {
        return members.stream()
                .sorted(Comparator.comparingDouble(Member::fitness).reversed())
                .toList();
    }

    private Network child(List<Member> parents, Mutation scaled, RandomStream random) {
        Network parent = winner(parents, random);
        if (random.nextDouble() < crossoverProbability) {
            parent = Genetics.crossover(parent, winner(parents, random), crossover, random);
        }
        return Genetics.mutate(parent, scaled, random);
    }

    /** The list is ranked: of those drawn, the first one is the fittest. */
    private Network winner(List<Member> ranked, RandomStream random) {
        int best = ranked.size();
        for (int i = 0; i < tournament; i++) {
            best = Math.min(best, random.nextInt(ranked.size()));
        }
        return ranked.get(best).network;
    }

    private void report(List<Member> population, int evaluated, List<Generation> history, Schedule.Course course) {
        double mean = population.stream().mapToDouble(Member::fitness).sum() / population.size();
        long before = history.isEmpty() ? 0 : history.get(history.size() - 1).evaluations();
        Member best = population.get(0);
        Generation generation = new Generation(history.size() + 1, best.fitness, mean, before + evaluated);
        history.add(generation);
        course.observe(-best.fitness);
        observers.forEach(observer -> observer.seen(generation, best.network));
    }
}
