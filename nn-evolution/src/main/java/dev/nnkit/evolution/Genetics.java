package dev.nnkit.evolution;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What nature does with genes, done with networks: copy, mutate, cross over. Each operation returns a new network that
 * shares nothing with the given ones, which stay as they are. It works for any network that {@link Network#build} makes,
 * chain or graph: a parameter that is shared between layers is one gene, and the copy shares it in the same places.
 *
 * <p>Only what training may move is mutated and crossed over; frozen parameters and statistics are copied, from the first
 * parent where there are two. The result is a function of the networks and of the stream: the same stream gives the same
 * bits. Thread-safe, as long as each thread has its own stream and nobody trains the given networks.
 *
 * <pre>{@code
 * RandomStream random = RandomStream.of(seed, "child", generation, index);
 * Network child = Genetics.mutate(Genetics.crossover(mother, father, Crossover.NODES, random), Mutation.DEFAULT, random);
 * }</pre>
 */
public final class Genetics {
    private Genetics() {}

    /** Networks of one kind with different random first weights: a first generation, FLOAT32. */
    public static List<Network> population(LayerSpec spec, Shape example, int count, long seed) {
        List<Network> population = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            population.add(Network.build(
                    spec, example, RandomStream.of(seed, "population", i).nextLong()));
        }
        return population;
    }

    /** The same network with parameters of its own. */
    public static Network copy(Network network) {
        return rebuilt(network, copiedValues(network));
    }

    /** A copy in which some weights are moved a little: see {@link Mutation}. */
    public static Network mutate(Network network, Mutation mutation, RandomStream random) {
        Map<String, Tensor> values = copiedValues(network);
        for (Parameter parameter : network.parameters()) {
            if (parameter.isTrainable()) {
                mutate(of(parameter, values), mutation, random);
            }
        }
        return rebuilt(network, values);
    }

    /** Drawing a normal number takes longer than {@code get} and {@code set}, which need not tell types apart here. */
    private static void mutate(Tensor value, Mutation mutation, RandomStream random) {
        for (int i = 0; i < value.size(); i++) {
            if (random.nextDouble() < mutation.probability()) {
                value.set(i, value.get(i) + mutation.deviation() * random.nextGaussian());
            }
        }
    }

    /**
     * A child that has each of its genes from one of two parents, either being equally likely.
     *
     * @throws IllegalArgumentException if the parents have not the same parameters in the same order
     */
    public static Network crossover(Network first, Network second, Crossover crossover, RandomStream random) {
        requireAlike(first, second);
        Map<String, Tensor> values = copiedValues(first);
        Map<String, boolean[]> coinsOfLayer = new HashMap<>();
        for (int i = 0; i < first.parameters().size(); i++) {
            Parameter parameter = first.parameters().get(i);
            if (parameter.isTrainable()) {
                int genes = crossover == Crossover.WEIGHTS || parameter.shape().rank() == 0
                        ? parameter.size()
                        : parameter.shape().last();
                boolean[] coins = crossover == Crossover.WEIGHTS
                        ? coins(genes, random)
                        : coinsOfLayer.computeIfAbsent(layer(parameter) + " " + genes, key -> coins(genes, random));
                inherit(of(parameter, values), second.parameters().get(i).value(), coins);
            }
        }
        return rebuilt(first, values);
    }

    /** Takes each element from {@code second} whose coin, by its place in the row, says so. */
    private static void inherit(Tensor value, Tensor second, boolean[] coins) {
        for (int i = 0; i < value.size(); i++) {
            if (coins[i % coins.length]) {
                value.set(i, second.get(i));
            }
        }
    }

    private static boolean[] coins(int count, RandomStream random) {
        boolean[] coins = new boolean[count];
        for (int i = 0; i < count; i++) {
            coins[i] = random.nextLong() < 0;
        }
        return coins;
    }

    /** The path without the parameter's own name. */
    private static String layer(Parameter parameter) {
        return parameter.path().substring(0, Math.max(0, parameter.path().lastIndexOf('.')));
    }

    static void requireAlike(Network first, Network second) {
        List<String> ours = genes(first);
        List<String> theirs = genes(second);
        if (!ours.equals(theirs)) {
            throw new IllegalArgumentException("evolution: all networks must have the same parameters but one has "
                    + ours + " and another " + theirs + ". Build them from the same spec.");
        }
    }

    private static List<String> genes(Network network) {
        return network.parameters().stream()
                .map(parameter -> parameter + " " + network.type() + (parameter.isTrainable() ? "" : " fixed"))
                .toList();
    }

    private static Tensor of(Parameter parameter, Map<String, Tensor> values) {
        return Objects.requireNonNull(values.get(parameter.path()), parameter.path());
    }

    private static Map<String, Tensor> copiedValues(Network network) {
        Map<String, Tensor> values = new HashMap<>();
        for (Parameter parameter : network.parameters()) {
            values.put(parameter.path(), parameter.value().copy());
        }
        return values;
    }

    private static Network rebuilt(Network network, Map<String, Tensor> values) {
        return Network.build(
                network.spec(), network.inputShapes(), Initialization.loading(network.type(), (path, shape, layout) -> {
                    Tensor value = values.get(path);
                    if (value == null) {
                        throw new IllegalArgumentException("copy: " + network + " makes a parameter \"" + path
                                + "\" that is not among its parameters(). Its layer must return it from parameters().");
                    }
                    return value;
                }));
    }
}
