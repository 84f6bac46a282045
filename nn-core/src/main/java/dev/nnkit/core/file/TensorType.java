package dev.nnkit.core.file;

import dev.nnkit.api.DataType;
import org.jspecify.annotations.Nullable;

/** The names that safetensors has for our types. */
final class TensorType {
    private TensorType() {}

    static String name(DataType type) {
        return switch (type) {
            case FLOAT32 -> "F32";
            case FLOAT64 -> "F64";
            case INT32 -> "I32";
        };
    }

    static @Nullable DataType of(String name) {
        for (DataType type : DataType.values()) {
            if (name(type).equals(name)) {
                return type;
            }
        }
        return null;
    }
}
