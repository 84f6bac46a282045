package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract finds every flaw, with the test that is there for it, and accuses nothing that is right. */
class LayerContractTest {
    @ParameterizedTest
    @EnumSource(Flaw.class)
    void findsEachFlaw(Flaw flaw) {
        Cases cases = Cases.of(new Flawed(flaw)).on(Shape.of(3)).batches(1, 3);
        Map<String, String> failures = Contracts.failures(new Flawed.Contract(cases));
        if (flaw == Flaw.NONE) {
            assertEquals(Map.of(), failures);
        } else {
            assertTrue(failures.containsKey(flaw.test), flaw + " must fail " + flaw.test + " but failed " + failures);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Traits.class,
            names = {"SURROGATE_GRADIENT", "NO_INPUT_GRADIENT", "TRAINING_DIFFERS", "SWALLOWS_NAN"})
    void findsTraitsThatAreDeclaredInVain(Traits trait) {
        Cases cases = Cases.of(new Flawed(Flaw.NONE)).on(Shape.of(3)).with(trait);
        Map<String, String> failures = Contracts.failures(new Flawed.Contract(cases), "declaredTraitsAreTrue");
        assertTrue(failures.containsKey("declaredTraitsAreTrue"), trait + " does not hold, but failed " + failures);
    }
}
