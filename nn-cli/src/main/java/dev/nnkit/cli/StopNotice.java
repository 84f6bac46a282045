package dev.nnkit.cli;

import java.util.concurrent.locks.LockSupport;

/** Says a last sentence where the command is stopped from outside, by Ctrl-C or {@code kill}; none where it ends by itself. */
final class StopNotice implements AutoCloseable {
    private final Thread hook;

    /** @param say prints the sentence; on a thread of its own, while the others still run */
    StopNotice(Runnable say) {
        hook = new Thread(say, "stop notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Does not return where the JVM is ending: what the command would say next is a consequence of that, and of no use. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            while (true) {
                LockSupport.park();
            }
        }
    }
}
