package dev.nnkit.core.layer;

import dev.nnkit.api.Registry;
import dev.nnkit.core.network.Add;

/** All joins by the names that the text of a graph knows. A new join is one file and two entries here. */
public final class Joins {
    private Joins() {}

    public static void register(Registry registry) {
        registry.join("add", Add.class, arguments -> new Add());
        registry.join("concatenate", Concatenate.class, arguments -> new Concatenate());
        registry.join("scaledDotProduct", ScaledDotProduct.class, ScaledDotProduct::read);
        registry.join("maskedLstm", MaskedLstm.class, MaskedLstm::read);
    }

    public static Add add() {
        return new Add();
    }

    /** Along the last axis. */
    public static Concatenate concatenate() {
        return new Concatenate();
    }

    /** Of queries, keys, values and, if wanted, the lengths of the keys. */
    public static ScaledDotProduct scaledDotProduct() {
        return new ScaledDotProduct(false);
    }

    /** The last state of a long short-term memory over a sequence and its length. */
    public static MaskedLstm maskedLstm(int units) {
        return new MaskedLstm(units, false);
    }
}
