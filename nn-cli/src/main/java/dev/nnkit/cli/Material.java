package dev.nnkit.cli;

import dev.nnkit.api.Shape;
import dev.nnkit.core.network.Network;
import org.jspecify.annotations.Nullable;

/** What there is to learn from. What is to be learned may depend on the network. */
interface Material {
    /** Of one example. */
    Shape inputShape();

    /** The text of a network that fits. */
    String standardNetwork();

    /** @param loss that the user asks for, or null for the one that fits the task */
    Prepared prepare(Network network, @Nullable String loss);

    static Material of(DataOptions source, TableArguments table, RowArguments rows, StreamOptions stream) {
        DataKind kind = source.kind();
        if (kind == DataKind.TABLE) {
            return TableMaterial.of(source, table, rows, stream);
        }
        return kind == DataKind.IDX && stream.isOn()
                ? IdxMaterial.of(source, rows, stream)
                : ArrayMaterial.of(source, rows);
    }
}
