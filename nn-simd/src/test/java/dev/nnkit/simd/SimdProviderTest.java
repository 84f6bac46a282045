package dev.nnkit.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.kernel.HardwareFma;
import dev.nnkit.core.kernel.KernelChoice;
import org.junit.jupiter.api.Test;

class SimdProviderTest {
    @Test
    void isChosenWhereTheJvmHasVectors() {
        assertEquals(
                HardwareFma.PRESENT ? "simd" : "scalar", KernelChoice.best(2).name());
        assertEquals(2, KernelChoice.best(2).threads());
    }

    @Test
    void saysWhatIsThereAndWhatToAdd() {
        String explanation = new SimdProvider().explanation();
        assertTrue(
                HardwareFma.PRESENT
                        ? explanation.matches("vectors of (64|128|256|512) bits\\.")
                        : explanation.equals("this processor cannot multiply and add in one instruction."),
                explanation);
        assertEquals(
                "this JVM was started without the Vector API. Start it with --add-modules=jdk.incubator.vector.",
                SimdProvider.WITHOUT_VECTORS);
    }
}
