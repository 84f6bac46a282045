package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is checked of a layer's life: how it is built, shared, and what it keeps. */
final class LifeChecks {
    private static final int THREADS = 8;
    private static final int ROUNDS = 20;
    private static final int STEPS = 1000;
    /** Large cases run fewer steps, so that the suite stays fast with slow kernels. */
    private static final int WORK = 2_000_000;

    private LifeChecks() {}

    static void frozenParametersAreNotTrained(Trial trial) {
        Network network = trial.of()
                .builder()
                .apply(Initialization.of(DataType.FLOAT64, 1).frozen());
        for (Parameter parameter : network.parameters()) {
            assertTrue(
                    parameter.isFrozen(), parameter + " must be made by the Initialization, so that it can be frozen");
        }
        List<Tensor> before =
                network.parameters().stream().map(p -> p.value().copy()).toList();
        StepContext step = trial.training();
        Result result = trial.run(network, trial.inputs(), step);
        step.commit();
        assertEquals(List.of(), result.parameterGradients(), "gradients of frozen parameters");
        for (int i = 0; i < before.size(); i++) {
            Parameter parameter = network.parameters().get(i);
            Checks.sameBits(before.get(i), parameter.value(), "frozen parameter " + parameter.path());
        }
    }

    static void buildingIsRepeatable(Trial trial) {
        List<Parameter> first = build(trial).parameters();
        List<Parameter> second = build(trial).parameters();
        assertEquals(first.size(), second.size(), "number of parameters of a second layer from the same spec");
        for (int i = 0; i < first.size(); i++) {
            assertEquals(first.get(i).path(), second.get(i).path(), "path of parameter " + i);
            assertFalse(first.get(i) == second.get(i), "two layers from one spec must not share " + first.get(i));
            Checks.sameBits(
                    first.get(i).value(),
                    second.get(i).value(),
                    "first value of " + first.get(i).path());
        }
    }

    private static Network build(Trial trial) {
        return trial.of().builder().apply(Initialization.of(DataType.FLOAT64, 1));
    }

    static void parametersAreListedOnce(Trial trial) {
        Network network = trial.network();
        Set<String> paths = new HashSet<>();
        for (Parameter parameter : network.parameters()) {
            assertTrue(paths.add(parameter.path()), "parameter " + parameter.path() + " is listed twice");
            assertEquals(DataType.FLOAT64, parameter.value().type(), "type of " + parameter.path());
        }
        assertEquals(network.parameters(), network.parameters(), "parameters(), asked twice");
    }

    /** Each thread has inputs of its own, so that what one leaves in the way of another shows. */
    static void eightThreadsMayShareIt(Trial trial) throws InterruptedException {
        Network network = trial.network();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                List<Tensor> inputs = trial.inputs(thread);
                Result expected = trial.run(network, inputs, trial.training());
                futures.add(pool.submit(() -> {
                    start.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        expected.sameBits(trial.run(network, inputs, trial.training()), "eight threads at once");
                    }
                    return null;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            fail("one of eight threads: " + e.getCause(), e);
        } finally {
            pool.shutdown();
        }
    }

    /** A network that is built from the text and holds the saved parameters answers as the one that was saved. */
    static void savedAndLoadedGivesTheSameOutput(Trial trial, Reload reload) throws IOException {
        Network network = trial.network();
        Network loaded = reload.of(trial, network);
        assertEquals(
                network.parameters().stream().map(Parameter::path).toList(),
                loaded.parameters().stream().map(Parameter::path).toList(),
                "parameters, loaded");
        for (long seed = 1; seed <= 2; seed++) {
            trial.run(network, trial.inputs(seed), trial.training())
                    .sameBits(trial.run(loaded, trial.inputs(seed), trial.training()), "saved and loaded");
            Checks.sameBits(
                    network.infer(trial.inputs(seed), trial.inference()),
                    loaded.infer(trial.inputs(seed), trial.inference()),
                    "saved and loaded, predictions");
        }
    }

    /** Saves a network and loads it again. */
    @FunctionalInterface
    interface Reload {
        Network of(Trial trial, Network network) throws IOException;
    }

    /**
     * After many steps the network holds no more than after a few, and neither it nor the context holds an input or an
     * upstream gradient of any of them.
     */
    static void nothingOfAStepIsKept(Trial trial) throws InterruptedException {
        Network network = trial.network();
        int few = 3;
        StepContext step = StepContext.training(trial.kernels(), 1);
        int size = trial.inputs().stream().mapToInt(Tensor::size).sum()
                + trial.batch()
                        * network.parameters().stream()
                                .mapToInt(Parameter::size)
                                .sum();
        List<WeakReference<Tensor>> references = new ArrayList<>();
        long held = 0;
        try {
            for (int i = 0; i < Math.max(10, Math.min(STEPS, WORK / Math.max(1, size))); i++) {
                held = i == few ? Reachable.from(network) : held;
                step.begin(i, 0);
                step(trial, network, step, references);
            }
            assertEquals(held, Reachable.from(network), "objects and numbers that the layer holds, after many steps");
            for (int attempt = 0; attempt < 20 && count(references) > 0; attempt++) {
                System.gc();
                Thread.sleep(attempt);
            }
            assertEquals(0, count(references), "inputs and upstream gradients of past steps that are still held");
        } finally {
            Reference.reachabilityFence(network);
            Reference.reachabilityFence(step);
        }
    }

    private static void step(Trial trial, Network network, StepContext step, List<WeakReference<Tensor>> references) {
        List<Tensor> inputs = trial.inputs();
        Network.Pass pass = network.forward(inputs, step);
        Tensor upstream = Trial.upstream(pass.output(), 1);
        trial.back(network, inputs, pass, pass.output(), upstream);
        inputs.forEach(input -> references.add(new WeakReference<>(input)));
        references.add(new WeakReference<>(upstream));
    }

    private static long count(List<WeakReference<Tensor>> references) {
        return references.stream().filter(r -> r.get() != null).count();
    }
}
