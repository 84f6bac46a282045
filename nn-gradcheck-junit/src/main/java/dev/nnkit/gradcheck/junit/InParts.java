package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that split work as threads might, without any: one item, then two, then one, and the last part first. What
 * depends on how work is split then shows at any size and in every run.
 */
final class InParts {
    private InParts() {}

    static Kernels of(Kernels kernels) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "split" -> split((int) arguments[0], (Kernels.Range) arguments[2]);
                    case "name" -> kernels.name() + ", work in small parts,";
                    default -> invoke(method, kernels, arguments);
                });
    }

    private static @Nullable Object split(int length, Kernels.Range body) {
        int to = length;
        for (int size = 1; to > 0; size = 3 - size) {
            int from = Math.max(0, to - size);
            body.run(from, to);
            to = from;
        }
        return null;
    }

    private static @Nullable Object invoke(Method method, Kernels kernels, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(kernels, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
