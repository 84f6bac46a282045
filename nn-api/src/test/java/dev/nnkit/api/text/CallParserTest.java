package dev.nnkit.api.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallParserTest {
    @Property
    void whatPrintsIsRead(@ForAll("networks") List<Call> calls) {
        String text = calls.stream().map(Call::toString).collect(Collectors.joining("\n  "));
        assertEquals(calls, CallParser.parse(text));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            CallParser.parse(text);
        } catch (SpecException e) {
            assertTrue(e.getMessage().startsWith("network text, character "), e.getMessage());
        }
    }

    @Provide
    Arbitrary<List<Call>> networks() {
        return calls(3).list().ofMaxSize(4);
    }

    private static Arbitrary<Call> calls(int depth) {
        Arbitrary<String> names = Arbitraries.of("dense", "relu", "acme.gated", "a_b", "c-d", "x1");
        Arbitrary<String> labels = Arbitraries.of("head", "e").injectNull(0.7);
        Arbitrary<Value> values = Arbitraries.oneOf(
                Arbitraries.doubles().map(Value.Num::new),
                Arbitraries.integers().map(Value.Num::new),
                Arbitraries.of(true, false).map(Value.Flag::new),
                Arbitraries.strings().ascii().ofMaxLength(5).map(Value.Text::new));
        Arbitrary<Value> all = depth == 0
                ? values
                : Arbitraries.oneOf(
                        values,
                        calls(depth - 1).list().ofMinSize(1).ofMaxSize(2).map(Value.Calls::new));
        Arbitrary<Call.Argument> arguments = Combinators.combine(
                        Arbitraries.of("units", "rate").injectNull(0.5), all)
                .as(Call.Argument::new);
        return Combinators.combine(labels, names, arguments.list().ofMaxSize(2)).as(Call::new);
    }

    @Test
    void commentsAndLineBreaksSeparate() {
        assertEquals(
                List.of(
                        new Call(null, "dense", List.of(new Call.Argument(null, new Value.Num(3)))),
                        new Call(null, "relu", List.of())),
                CallParser.parse("# the first\n dense( 3 ) # the second\n\trelu"));
        assertEquals(List.of(), CallParser.parse("  # nothing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dense(3|network text, character 8: expected \",\" or \")\" but found the end: dense(3 >>>",
                "dense(3))|network text, character 9: expected a layer but found \")\": dense(3) >>> )",
                "dense(,)|network text, character 7: expected a value but found \",\": dense( >>> ,)",
                "head: 3|network text, character 7: expected a name but found \"3\": head:  >>> 3",
                "dense(3x)|network text, character 7: expected a number but found \"3\": dense( >>> 3x)",
                "dense(1e999)|network text, character 7: expected a finite number but found \"1\": dense( >>> 1e999)",
                "t(\"a|network text, character 3: expected a text that ends with a double quote but found \"\"\": t( >>> \"a",
            })
    void saysWhereAndWhat(String text, String message) {
        assertEquals(
                message,
                assertThrows(SpecException.class, () -> CallParser.parse(text)).getMessage());
    }

    /** The text may come from a file of somebody else. */
    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertEquals(
                "network text, character 6: expected a layer but found \"?\": relu  >>> ?[2J?",
                assertThrows(SpecException.class, () -> CallParser.parse("relu \u001b[2J\u009b"))
                        .getMessage());
    }

    @Test
    void deepNestingIsRefusedBeforeTheStackIsFull() {
        String text = "a(".repeat(100_000);
        String message =
                assertThrows(SpecException.class, () -> CallParser.parse(text)).getMessage();
        assertTrue(message.contains("at most 100 parentheses inside each other"), message);
    }
}
