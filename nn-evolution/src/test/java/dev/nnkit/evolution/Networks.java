package dev.nnkit.evolution;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Networks of all kinds: chains, graphs with a layer that is used twice, tied weights, frozen parts, statistics. */
final class Networks {
    private static final List<String> TEXTS = List.of(
            "dense(4) tanh dense(1)",
            "frozen(dense(3)) relu dense(2, bias=false)",
            "dense(4) batchNorm residual(dense(4) tanh) dense(2)",
            "dense(5) tanh tiedDense(\"0.weight\")",
            "graph(inputs(x), layers(f: sequential(dense(3) tanh) sum: add), calls(a: f(x) b: f(a) c: sum(a"
                    + " b)), outputs(c))");

    private Networks() {}

    static Network of(String text, DataType type, long seed) {
        return Network.build(Sequential.parse(text), Shape.of(3), type, seed);
    }

    /** Two networks of the same kind, with different parameters everywhere. */
    record Pair(Network first, Network second) {}

    static Arbitrary<Pair> pairs() {
        return Combinators.combine(
                        Arbitraries.of(TEXTS), Arbitraries.of(DataType.FLOAT32, DataType.FLOAT64), Arbitraries.longs())
                .as((text, type, seed) ->
                        new Pair(numbered(of(text, type, seed), 1), numbered(of(text, type, seed), 1000)));
    }

    /** With values that tell from where they come. */
    private static Network numbered(Network network, int from) {
        int next = from;
        for (Parameter parameter : network.parameters()) {
            for (int i = 0; i < parameter.size(); i++) {
                parameter.value().set(i, next++);
            }
        }
        return network;
    }

    /** The values of all parameters, copied. */
    static List<Tensor> values(Network network) {
        return network.parameters().stream()
                .map(parameter -> parameter.value().copy())
                .toList();
    }

    static boolean sameBits(List<Tensor> first, List<Tensor> second) {
        boolean same = first.size() == second.size();
        for (int i = 0; same && i < first.size(); i++) {
            same = first.get(i).sameBits(second.get(i));
        }
        return same;
    }
}
