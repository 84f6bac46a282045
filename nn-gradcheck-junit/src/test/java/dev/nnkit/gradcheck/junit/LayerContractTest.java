package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Shape;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract finds every flaw, with the test that is there for it, and accuses nothing that is right. */
class LayerContractTest {
    @ParameterizedTest
    @EnumSource(Flaw.class)
    void findsEachFlaw(Flaw flaw) throws ReflectiveOperationException {
        Cases cases = Cases.of(new Flawed(flaw)).on(Shape.of(3)).batches(1, 3);
        Map<String, String> failures = failures(new Flawed.Contract(cases));
        if (flaw == Flaw.NONE) {
            assertEquals(Map.of(), failures);
        } else {
            assertTrue(failures.containsKey(flaw.test), flaw + " must fail " + flaw.test + " but failed " + failures);
        }
    }

    static Map<String, String> failures(NetworkContract contract) throws ReflectiveOperationException {
        Map<String, String> failures = new TreeMap<>();
        for (Method factory : NetworkContract.class.getDeclaredMethods()) {
            if (factory.isAnnotationPresent(TestFactory.class)) {
                ((Stream<?>) factory.invoke(contract)).forEach(test -> {
                    Throwable failure = Flawed.failure((DynamicTest) test);
                    if (failure != null) {
                        failures.merge(factory.getName(), failure.toString(), (a, b) -> a);
                    }
                });
            }
        }
        return failures;
    }
}
