package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Gradients;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Tensor;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is checked of the examples in a batch, and of the threads that share the work. */
final class BatchChecks {
    private static final double SPLIT_BOUND = 1e-12;

    private BatchChecks() {}

    static void nanStaysInItsRow(Trial trial) {
        Network network = trial.network();
        Tensor expected = network.infer(trial.inputs(), trial.inference()).copy();
        int row = trial.batch() / 2;
        for (int i = 0; i < trial.of().shapes().size(); i++) {
            List<Tensor> inputs = trial.inputs();
            Tensor input = inputs.get(i);
            if (!input.type().isFloating() || input.size() == 0) {
                continue;
            }
            int width = input.size() / trial.batch();
            for (int j = row * width; j < (row + 1) * width; j++) {
                input.set(j, Double.NaN);
            }
            Tensor output = network.infer(inputs, trial.inference());
            assertTrue(
                    hasNan(Trial.rows(output, row, row + 1)),
                    "NaN in row " + row + " of input " + i + " must come out");
            for (int other = 0; other < trial.batch(); other++) {
                if (other != row) {
                    Checks.sameBits(
                            Trial.rows(expected, other, other + 1),
                            Trial.rows(output, other, other + 1),
                            "NaN in row " + row + " of input " + i + " must not reach row " + other);
                }
            }
        }
    }

    private static boolean hasNan(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (Double.isNaN(tensor.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isAllNan(Tensor tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            if (!Double.isNaN(tensor.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Every split into two parts gives the rows of the whole; the parts' parameter gradients add up to the whole's. */
    static void rowsDoNotDependOnTheBatch(Trial trial) {
        Network network = trial.network();
        List<Tensor> inputs = trial.inputs();
        Result whole = trial.run(network, inputs, trial.training());
        Tensor upstream = Trial.upstream(whole.output(), 1);
        int n = trial.batch();
        for (int split : new TreeSet<>(List.of(0, 1, n / 2, Math.max(0, n - 1)))) {
            Gradients gradients = Gradients.of(network.parameters());
            compare(trial, network, inputs, whole, upstream, gradients, 0, split);
            compare(trial, network, inputs, whole, upstream, gradients, split, n);
            whole.nearGradients(
                    new Result(whole.output(), whole.inputGradients(), Trial.sums(network, gradients)),
                    SPLIT_BOUND,
                    "the batch split after row " + split);
        }
    }

    private static void compare(
            Trial trial,
            Network network,
            List<Tensor> inputs,
            Result whole,
            Tensor upstream,
            Gradients gradients,
            int from,
            int to) {
        if (from == to) {
            return;
        }
        String what = "rows " + from + " to " + (to - 1) + " by themselves";
        List<Tensor> part = Trial.rows(inputs, from, to);
        Network.Pass pass = network.forward(part, trial.training());
        Checks.sameBits(Trial.rows(whole.output(), from, to), pass.output(), what + ", output");
        List<@Nullable Tensor> back = trial.copies(part, pass.back().apply(Trial.rows(upstream, from, to), gradients));
        for (int i = 0; i < back.size(); i++) {
            Tensor expected = whole.inputGradients().get(i);
            Tensor actual = back.get(i);
            if (expected != null && actual != null) {
                Checks.sameBits(Trial.rows(expected, from, to), actual, what + ", gradient of input " + i);
            }
        }
    }

    static void mixesExamplesIsDeclared(Trial trial) {
        assertEquals(
                trial.of().is(Traits.MIXES_EXAMPLES),
                trial.network().mixesExamples(),
                "mixesExamples() against Traits.MIXES_EXAMPLES");
    }

    /** Kernels with other threads, and with the work split otherwise, give the same bits in both types. */
    static void kernelsAgree(Trial trial, List<Kernels> kernels) {
        for (DataType type : new DataType[] {DataType.FLOAT64, DataType.FLOAT32}) {
            Network network = trial.network(type);
            List<Tensor> inputs = Trial.as(type, trial.inputs());
            Result expected = trial.run(network, inputs, trial.training());
            Tensor predicted = network.infer(inputs, trial.inference()).copy();
            for (Kernels other : Stream.concat(kernels.stream(), InParts.of(trial.kernels()).stream())
                    .toList()) {
                Trial same = new Trial(trial.of(), trial.batch(), other);
                String what = type + ", " + other.name() + " with " + other.threads() + " threads against "
                        + trial.kernels().threads();
                expected.sameBits(same.run(network, inputs, same.training()), what);
                Checks.sameBits(predicted, network.infer(inputs, same.inference()), what + ", predictions");
            }
        }
    }
}
