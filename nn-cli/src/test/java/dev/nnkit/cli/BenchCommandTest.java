package dev.nnkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
    @TempDir
    private Path folder;

    @Test
    void theReportSaysWhatTheTableSays() {
        Path report = folder.resolve("bench.json");
        Ran ran =
                Ran.nn("bench", "W1", "--threads", 1, "--kernels", "scalar,hand", "--seconds", 0.2, "--report", report);
        assertEquals(0, ran.code(), ran.err());
        JsonNode training = JsonMapper.shared().readTree(report.toFile()).get("training");
        assertEquals(2, training.size());
        for (JsonNode timing : training) {
            assertTrue(
                    ran.out()
                            .contains(String.format(
                                    "%,.0f", timing.get("samplesPerSecond").asDouble())),
                    ran.out());
        }
        assertEquals("W1, scalar, 1 thread ...", ran.err().lines().findFirst().orElse(""));
    }

    @Test
    void mistakesAreToldBeforeAnythingIsTimed() {
        for (List<Object> args : List.<List<Object>>of(
                List.of("W9"),
                List.of("W1", "--threads", 0),
                List.of("W1", "--kernels", "gpu"),
                List.of("--seconds", 0))) {
            Ran ran = Ran.nn(Ran.join(List.of("bench"), args.toArray()));
            assertEquals(2, ran.code());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().startsWith("nn bench: "), ran.err());
            assertFalse(ran.err().startsWith("nn bench: bench"), "the subject is there twice: " + ran.err());
            assertEquals("", ran.out());
        }
    }
}
