package dev.nnkit.core.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Generators;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where nothing is wrong, nothing is said. Takes some seconds: networks have to be trained until they are healthy. */
class HealthyNetworksTest {
    private static final Dataset DIGITS = Generators.byName("digits", 600, 1);
    private static final Dataset SPIRALS = Generators.byName("spirals", 500, 1);
    private static final Dataset MOONS = Generators.byName("moons", 300, 1);
    private static final Dataset SINE = Generators.byName("sine", 500, 1);

    private static Stream<Case> cases() {
        List<Case> cases = List.of(
                Case.of(DIGITS, "flatten dense(64) relu dense(10)", "adam(0.001)", 8),
                Case.of(DIGITS, "flatten dense(64) batchNorm relu dense(32) relu dense(10)", "adam(0.001)", 5),
                Case.of(DIGITS, "flatten dense(64) tanh dense(10)", "sgd(0.1)", 5),
                Case.of(DIGITS, "flatten dense(64) gelu dropout(0.2) dense(32) gelu dense(10)", "adamW(0.001)", 6),
                Case.of(DIGITS, "conv2d(6, 5) relu maxPool2d(2) flatten dense(10)", "adam(0.002)", 3),
                Case.of(DIGITS, "flatten dense(32) sigmoid dense(10)", "adam(0.003)", 6),
                Case.of(SPIRALS, "dense(32) tanh dense(32) tanh dense(2)", "adam(0.01)", 60),
                Case.of(SPIRALS, "dense(32) relu dense(32) relu dense(2)", "adam(0.01)", 40),
                Case.of(SPIRALS, "dense(32) tanh residual(dense(32) tanh) dense(2)", "adam(0.001)", 10),
                Case.of(MOONS, "dense(32) relu dense(2)", "momentum(0.05)", 30),
                Case.of(MOONS, "dense(16) tanh dense(2)", "adam(0.01)", 100),
                Case.of(SINE, "dense(32) tanh dense(32) tanh dense(1)", "adam(0.01)", 30),
                Case.of(SINE, "dense(32) relu dense(1)", "adam(0.01)", 30));
        return cases.stream().flatMap(one -> LongStream.rangeClosed(1, 3).mapToObj(one::seed));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsSaid(Case healthy) {
        Dataset.Split parts = healthy.training().split(0.2, healthy.seed());
        Case split = new Case(
                parts.rest(), parts.part(), healthy.layers(), healthy.optimizer(), healthy.epochs(), healthy.seed());
        assertEquals(List.of(), split.examined().findings());
    }
}
