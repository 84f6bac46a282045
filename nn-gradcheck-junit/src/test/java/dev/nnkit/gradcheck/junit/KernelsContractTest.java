package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Kernels;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelsContractTest {
    @ParameterizedTest
    @EnumSource(FlawedKernels.Flaw.class)
    void findsEachFlaw(FlawedKernels.Flaw flaw) {
        KernelsContract contract = new KernelsContract() {
            @Override
            protected Kernels kernels(int threads) {
                return new FlawedKernels(threads, flaw);
            }
        };
        Map<String, String> failures = Contracts.failures(contract, flaw.test);
        if (flaw == FlawedKernels.Flaw.NONE) {
            assertEquals(Map.of(), failures);
        } else {
            assertTrue(failures.containsKey(flaw.test), flaw + " must fail " + flaw.test + " but failed " + failures);
        }
    }
}
