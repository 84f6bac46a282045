package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Kernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that split work as threads might, without any: into parts of one item and of two in turn. What depends on how
 * work is split then shows at any size and in every run.
 */
final class InParts {
    private InParts() {}

    /** The first part first, and the last one first: each hides what the other shows of parts that overlap. */
    static List<Kernels> of(Kernels kernels) {
        return List.of(proxy(kernels, false), proxy(kernels, true));
    }

    private static Kernels proxy(Kernels kernels, boolean lastFirst) {
        String name = kernels.name() + ", small parts, " + (lastFirst ? "the last first," : "the first first,");
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "split" -> split((int) arguments[0], (Kernels.Range) arguments[2], lastFirst);
                    case "name" -> name;
                    default -> invoke(method, kernels, arguments);
                });
    }

    private static @Nullable Object split(int length, Kernels.Range body, boolean lastFirst) {
        int size = 1;
        for (int done = 0; done < length; done += size, size = 3 - size) {
            int end = Math.min(length, done + size);
            if (lastFirst) {
                body.run(length - end, length - done);
            } else {
                body.run(done, end);
            }
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
