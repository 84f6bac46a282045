package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Parameter;
import dev.nnkit.api.Tensor;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an object holds: itself, the elements of its arrays and collections, and the same of all that its fields
 * refer to. The JDK's own objects are not looked into, nor what a module does not open.
 */
final class Reachable {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long count;

    private Reachable() {}

    static long from(Object root) {
        Reachable walk = new Reachable();
        walk.note(root);
        while (!walk.open.isEmpty()) {
            walk.lookInto(walk.open.pop());
        }
        return walk.count;
    }

    private void note(@Nullable Object value) {
        if (value != null && seen.add(value)) {
            count++;
            open.push(value);
        }
    }

    private void lookInto(Object value) {
        if (value instanceof Tensor tensor) {
            count += tensor.size();
        } else if (value instanceof Parameter parameter) {
            note(parameter.value());
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(this::note);
        } else if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(this::note);
            map.values().forEach(this::note);
        } else if (value.getClass().isArray()) {
            lookIntoArray(value);
        } else if (!value.getClass().getName().startsWith("java.")) {
            for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
                lookIntoFields(value, type);
            }
        }
    }

    private void lookIntoArray(Object array) {
        count += Array.getLength(array);
        if (array instanceof Object[] elements) {
            for (Object element : elements) {
                note(element);
            }
        }
    }

    /** Static fields too: what all layers of a class hold together is held. */
    private void lookIntoFields(Object value, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            boolean readable = !field.getType().isPrimitive() && !type.getName().startsWith("java.");
            if (readable && field.trySetAccessible()) {
                note(read(field, Modifier.isStatic(field.getModifiers()) ? null : value));
            }
        }
    }

    private static @Nullable Object read(Field field, @Nullable Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible and is not.", e);
        }
    }
}
