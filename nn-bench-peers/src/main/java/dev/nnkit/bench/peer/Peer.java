package dev.nnkit.bench.peer;

import dev.nnkit.bench.Workload;
import dev.nnkit.core.data.Dataset;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Another library. It is given the network, the loss and the optimizer as the kit's own descriptions and builds the same of
 * its parts, in its own first weights; examples come as it takes them fastest.
 */
interface Peer {
    /** All that are compared. */
    static List<Peer> all() {
        return List.of(new Encog(), new Djl(), new Dl4j());
    }

    /** @throws IllegalArgumentException if there is none of this name */
    static Peer named(String name) {
        return all().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("peers: there is no library \"" + name + "\". Known: "
                        + String.join(", ", all().stream().map(Peer::name).toList()) + "."));
    }

    String name();

    /** Whether it has all parts of the work. */
    boolean does(Workload work);

    /** Whether it trains with as many threads as it is told; otherwise with one. */
    boolean hasThreads();

    /** A new network and what trains it for an epoch, given its number, and returns the loss of the last batch. */
    LongToDoubleFunction training(Workload work, Dataset data);
}
