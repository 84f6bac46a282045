package dev.nnkit.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Registry;
import dev.nnkit.gradcheck.junit.JoinContract;
import dev.nnkit.gradcheck.junit.LayerContract;
import dev.nnkit.gradcheck.junit.LossContract;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever stands in the catalogue passes its contract: {@code conv2d} in Conv2dTest. */
class NoneIsLeftOutTest {
    /** Together, in {@code network.ContainersTest}. */
    private static final Set<String> CONTAINERS = Set.of("sequential", "residual", "frozen", "graph");

    private static List<String> withoutContract(Class<?> kind, String prefix, String suffix, Class<?> contract) {
        return Registry.installed().names(kind).stream()
                .filter(name -> !CONTAINERS.contains(name) && !name.contains(".")) // other plug-ins have a prefix
                .filter(name -> !isContract(
                        "dev.nnkit.core." + prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                                + suffix,
                        contract))
                .toList();
    }

    private static boolean isContract(String test, Class<?> contract) {
        try {
            return contract.isAssignableFrom(Class.forName(test));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void everyLayerJoinAndLossHasAContract() {
        assertEquals(List.of(), withoutContract(LayerSpec.class, "layer.", "Test", LayerContract.class));
        assertEquals(List.of(), withoutContract(JoinSpec.class, "layer.", "Test", JoinContract.class));
        assertEquals(List.of(), withoutContract(Loss.class, "loss.ContractsTest$", "Contract", LossContract.class));
        assertTrue(isContract("dev.nnkit.core.network.ContainersTest", LayerContract.class));
    }
}
