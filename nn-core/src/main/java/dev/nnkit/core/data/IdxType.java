package dev.nnkit.core.data;

import dev.nnkit.api.DataType;
import org.jspecify.annotations.Nullable;

/** How the elements of an IDX file are stored, all with the most significant byte first. */
public enum IdxType {
    UNSIGNED_BYTE(0x08, 1, DataType.INT32, 0, 255),
    SIGNED_BYTE(0x09, 1, DataType.INT32, Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(0x0B, 2, DataType.INT32, Short.MIN_VALUE, Short.MAX_VALUE),
    INT(0x0C, 4, DataType.INT32, Integer.MIN_VALUE, Integer.MAX_VALUE),
    FLOAT(0x0D, 4, DataType.FLOAT32, 0, 0),
    DOUBLE(0x0E, 8, DataType.FLOAT64, 0, 0);

    private final int code;
    private final int bytes;
    private final DataType dataType;
    private final int least;
    private final int greatest;

    IdxType(int code, int bytes, DataType dataType, int least, int greatest) {
        this.code = code;
        this.bytes = bytes;
        this.dataType = dataType;
        this.least = least;
        this.greatest = greatest;
    }

    /** The third byte of a file. */
    public int code() {
        return code;
    }

    /** Bytes that one element takes in a file. */
    public int bytes() {
        return bytes;
    }

    /** What elements of a tensor can be stored like this, and are read into: INT32 for all whole numbers. */
    public DataType dataType() {
        return dataType;
    }

    /** The smallest whole number; 0 for floating types. */
    int least() {
        return least;
    }

    /** The largest whole number; 0 for floating types. */
    int greatest() {
        return greatest;
    }

    /** The type with this code, or null if there is none. */
    static @Nullable IdxType of(int code) {
        for (IdxType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** The type that holds all values of {@code type}. */
    static IdxType of(DataType type) {
        return switch (type) {
            case INT32 -> INT;
            case FLOAT32 -> FLOAT;
            case FLOAT64 -> DOUBLE;
        };
    }
}
