package dev.nnkit.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.KernelsProvider;
import dev.nnkit.api.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    private record Other(int priority, boolean isAvailable) implements KernelsProvider {
        @Override
        public String explanation() {
            return "needs --add-modules other.";
        }

        @Override
        public Kernels create(Kernels plain) {
            return new ScalarKernels(plain.threads() + 100);
        }
    }

    private static KernelChoice choice(KernelsProvider other) {
        return new KernelChoice(
                Registry.of(List.of(CoreKernels::register, registry -> registry.kernels("other", other))));
    }

    @Test
    void theHighestPriorityThatRunsIsBest() {
        assertEquals(101, choice(new Other(5, true)).choose(1).threads());
        assertEquals(1, choice(new Other(-5, true)).choose(1).threads());
        assertEquals(1, choice(new Other(5, false)).choose(1).threads());
    }

    @Test
    void theInstalledOnesAreScalarNeverTheReference() {
        assertEquals("scalar", KernelChoice.best(2).name());
        assertEquals(2, KernelChoice.best(2).threads());
    }

    @Test
    void theSameChoiceIsTheSameInstance() {
        assertSame(KernelChoice.best(2), KernelChoice.best(2));
        assertSame(KernelChoice.named("scalar", 1), KernelChoice.named("scalar", 1));
        assertNotSame(KernelChoice.named("scalar", 1), KernelChoice.named("scalar", 2));
    }

    @Test
    void errorsNameWhatIsKnown() {
        assertEquals(
                "no kernels are called \"scaler\". Did you mean scalar? Known: other, scalar. If a plug-in brings"
                        + " them, put its jar on the class path.",
                message(() -> choice(new Other(0, true)).get("scaler", 1)));
        assertEquals(
                "kernels \"other\" cannot run on this JVM: needs --add-modules other.",
                message(() -> choice(new Other(0, false)).get("other", 1)));
        assertEquals(
                "kernels \"scalar\": threads must be 1 or more but is 0. 1 means the calling thread alone.",
                message(() -> KernelChoice.best(0)));
    }

    private static String message(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void nothingInstalledIsAnError() {
        KernelChoice empty = new KernelChoice(Registry.of(List.of()));
        assertEquals(
                "no kernels that this JVM can run are installed; known: []. nn-core brings \"scalar\": is its"
                        + " META-INF/services still in the jar?",
                assertThrows(IllegalStateException.class, () -> empty.choose(1)).getMessage());
    }

    @Test
    void theChoiceIsLoggedOnce() {
        List<String> told = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger logger = Logger.getLogger("nnkit");
        Level before = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        try {
            KernelChoice choice = choice(new Other(5, false));
            choice.choose(1);
            choice.choose(2);
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        assertEquals(
                List.of(
                        "FINE kernels: scalar, plain Java loops, which run on every JVM.",
                        "FINE kernels not used: other, needs --add-modules other."),
                told);
    }
}
