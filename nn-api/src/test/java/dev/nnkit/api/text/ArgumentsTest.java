package dev.nnkit.api.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Initialization;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Shape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArgumentsTest {
    record Plain(int units) implements LayerSpec {
        @Override
        public Layer build(Shape example, Initialization initialization) {
            throw new UnsupportedOperationException("never built in this test");
        }
    }

    private static final Registry REGISTRY = Registry.of(List.of(
            registry -> registry.layer("plain", Plain.class, a -> new Plain(a.integer("units", 1)))));

    private static Arguments of(String text) {
        return new Arguments(CallParser.parse(text).get(0), REGISTRY);
    }

    private static String problem(Executable reading) {
        return assertThrows(SpecException.class, reading).getMessage();
    }

    @Test
    void byPlaceInTheOrderOfReadingOrByName() {
        Arguments arguments = of("t(3, 4, rate=0.5)");
        assertTrue(arguments.hasMore());
        assertEquals(3, arguments.integer("first"));
        assertEquals(4, arguments.integer("second", 9));
        assertEquals(0.5, arguments.number("rate"));
        assertFalse(arguments.hasMore());
        assertEquals(9, arguments.integer("third", 9));
        assertEquals(0.25, arguments.number("fourth", 0.25));
        assertTrue(arguments.flag("fifth", true));
        arguments.requireAllRead();
    }

    @Test
    void listsTextsAndSpecs() {
        assertArrayEquals(new int[] {28, 28, 1}, of("reshape(28, 28, 1)").integers("axes"));
        assertArrayEquals(new double[] {0.5, -2}, of("weights(0.5, -2)").numbers("weights"));
        assertArrayEquals(new int[0], of("reshape").integers("axes"));
        assertEquals("a \"b\" \\", of("t(\"a \\\"b\\\" \\\\\")").text("title"));
        assertEquals(new Plain(3), of("t(plain(3))").spec(LayerSpec.class, "of"));
        assertNull(of("t").specOrNull(LayerSpec.class, "of"));
        assertEquals(
                List.of(new Plain(1), new Plain(2)), of("t(plain plain(2))").specs(LayerSpec.class, "of"));
        assertEquals(CallParser.parse("x y(2)"), of("t(x y(2))").calls("of"));
        assertEquals(REGISTRY, of("t").resolver());
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "t(1.5): n must be a whole number but is 1.5.",
                problem(() -> of("t(1.5)").integer("n")));
        assertEquals(
                "t(3e9): n must be a whole number but is 3000000000.",
                problem(() -> of("t(3e9)").integer("n", 1)).replace("t(3000000000)", "t(3e9)"));
        assertEquals(
                "t(true): x must be a number but is true.",
                problem(() -> of("t(true)").number("x")));
        assertEquals(
                "t(1): b must be true or false but is 1.",
                problem(() -> of("t(1)").flag("b", true)));
        assertEquals(
                "t(1): s must be a text in double quotes but is 1.",
                problem(() -> of("t(1)").text("s")));
        assertEquals(
                "t(1): l must be words with their arguments, separated by spaces but is 1.",
                problem(() -> of("t(1)").specs(LayerSpec.class, "l")));
        assertEquals(
                "t(plain plain): l must be one word with its arguments but is plain plain.",
                problem(() -> of("t(plain plain)").spec(LayerSpec.class, "l")));
        assertEquals("t: the argument \"n\" is missing: t(n=...).", problem(() -> of("t").integer("n")));
        assertEquals(
                "t(other=1): the argument \"n\" is missing: t(n=...).",
                problem(() -> of("t(other=1)").spec(LayerSpec.class, "n")));
        assertEquals(
                "no layer is called \"plan\". Did you mean plain? Known: plain."
                        + " If a plug-in brings it, put its jar on the class path.",
                problem(() -> of("t(plan)").spec(LayerSpec.class, "l")));
    }

    @Test
    void whatNobodyAskedForIsAnError() {
        Arguments arguments = of("t(1, 2)");
        arguments.integer("n");
        assertEquals("t(1, 2): does not take the argument 2. It takes: n.", problem(arguments::requireAllRead));
        Arguments twice = of("t(n=1, n=2)");
        assertEquals(1, twice.integer("n"));
        assertEquals("t(n=1, n=2): the argument \"n\" is given twice.", problem(twice::requireAllRead));
    }

    @Property
    void numbersAreReadBackToTheLastBit(@ForAll long bits) {
        double drawn = Double.longBitsToDouble(bits);
        double number = Double.isFinite(drawn) ? drawn : bits;
        String text = SpecText.of("t").add(number).toString();
        assertEquals(number, of(text).number("x"));
    }

    @Test
    void howSpecsPrint() {
        assertEquals(
                "t", SpecText.of("t").option("a", 1, 1).option("b", true, true).toString());
        assertEquals(
                "t(1e20, a=0.5, b=false, c=relu, \"x\\\"y\", relu dense(3))",
                SpecText.of("t")
                        .add(1e20)
                        .option("a", 0.5, 1)
                        .option("b", false, true)
                        .option("c", "relu")
                        .option("d", null)
                        .quoted("x\"y")
                        .add("relu", "dense(3)")
                        .toString());
        assertEquals("-0.0", new Value.Num(-0.0).toString());
        assertEquals("1.5e-7", new Value.Num(1.5e-7).toString());
        assertEquals("100000", new Value.Num(1e5).toString());
    }

    @Test
    void nearestNames() {
        List<String> known = List.of("dense", "dropout", "relu");
        assertEquals(" Did you mean dense?", Suggestions.nearest("Dens", known));
        assertEquals(" Did you mean dropout?", Suggestions.nearest("dropuot", known));
        assertEquals("", Suggestions.nearest("attention", known));
        assertEquals("", Suggestions.nearest("x", List.of()));
    }
}
