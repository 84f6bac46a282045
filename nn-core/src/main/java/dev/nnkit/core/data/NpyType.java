package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import org.jspecify.annotations.Nullable;

/** How the elements of an NPY file are stored; a name in lower case is NumPy's for it. */
enum NpyType {
    B1(1, DataType.INT32),
    I1(1, DataType.INT32),
    I2(2, DataType.INT32),
    I4(4, DataType.INT32),
    I8(8, DataType.INT32),
    U1(1, DataType.INT32),
    U2(2, DataType.INT32),
    U4(4, DataType.INT32),
    F4(4, DataType.FLOAT32),
    F8(8, DataType.FLOAT64);

    /** For messages. */
    static final String ALL = "f4, f8, i1, i2, i4, i8, u1, u2, u4 or b1";

    private final int bytes;
    private final DataType dataType;

    NpyType(int bytes, DataType dataType) {
        this.bytes = bytes;
        this.dataType = dataType;
    }

    int bytes() {
        return bytes;
    }

    /** What it is read into. */
    DataType dataType() {
        return dataType;
    }

    /** The type that NumPy calls so, or null. */
    static @Nullable NpyType of(String code) {
        return switch (code) {
            case "b1" -> B1;
            case "i1" -> I1;
            case "i2" -> I2;
            case "i4" -> I4;
            case "i8" -> I8;
            case "u1" -> U1;
            case "u2" -> U2;
            case "u4" -> U4;
            case "f4" -> F4;
            case "f8" -> F8;
            default -> null;
        };
    }
}
