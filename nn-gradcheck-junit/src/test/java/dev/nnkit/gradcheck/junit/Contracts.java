package dev.nnkit.gradcheck.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Runs contracts by hand. */
final class Contracts {
    private Contracts() {}

    /** What the tests of a contract failed with, by the name of the test. */
    static Map<String, String> failures(Object contract) {
        return failures(contract, "");
    }

    /** The same of the one test of this name; of all if it is empty. */
    static Map<String, String> failures(Object contract, String only) {
        Map<String, String> failures = new TreeMap<>();
        for (Class<?> type = contract.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (!only.isEmpty() && !only.equals(method.getName())) {
                    continue;
                }
                if (method.isAnnotationPresent(Test.class)) {
                    note(method, () -> invoke(method, contract), failures);
                } else if (method.isAnnotationPresent(TestFactory.class)) {
                    ((Stream<?>) invokeUnchecked(method, contract))
                            .forEach(test -> note(method, ((DynamicTest) test).getExecutable(), failures));
                }
            }
        }
        return failures;
    }

    private static void note(Method method, Executable test, Map<String, String> failures) {
        Throwable failure = failure(test);
        if (failure != null) {
            failures.putIfAbsent(method.getName(), failure.toString());
        }
    }

    private static @Nullable Throwable failure(Executable test) {
        try {
            test.execute();
            return null;
        } catch (Throwable e) { // whatever a test throws is what it says
            return e;
        }
    }

    private static Object invoke(Method method, Object contract) throws Throwable {
        try {
            return method.invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object invokeUnchecked(Method method, Object contract) {
        try {
            return method.invoke(contract);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }
}
