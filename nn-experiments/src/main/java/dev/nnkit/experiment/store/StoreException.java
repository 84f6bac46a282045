package dev.nnkit.experiment.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A store cannot be read or written. The message says which, why, and what to do. */
public final class StoreException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Exception cause) {
        super(message, new IOException(cause));
    }

    StoreException(String message) {
        super(message, new IOException(message));
    }
}
