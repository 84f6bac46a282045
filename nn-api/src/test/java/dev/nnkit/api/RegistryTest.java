package dev.nnkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.text.Arguments;
import dev.nnkit.api.text.SpecException;
import dev.nnkit.api.text.SpecText;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
    record Scale(double factor, boolean shifted) implements LayerSpec {
        Scale {
            if (factor == 0) {
                throw new IllegalArgumentException("factor must not be 0.");
            }
        }

        static Scale read(Arguments arguments) {
            return new Scale(arguments.number("factor"), arguments.flag("shifted", false));
        }

        @Override
        public Layer build(Shape example, Initialization initialization) {
            throw new UnsupportedOperationException("never built in this test");
        }

        @Override
        public String toString() {
            return SpecText.of("scale")
                    .add(factor)
                    .option("shifted", shifted, false)
                    .toString();
        }
    }

    record Square() implements Activation {
        @Override
        public double apply(double x) {
            return x * x;
        }

        @Override
        public double derivative(double x, double y) {
            return 2 * x;
        }

        @Override
        public String toString() {
            return "square";
        }
    }

    private static void plugin(Registry registry) {
        registry.layer("scale", Scale.class, Scale::read);
        registry.activation("square", Square.class, arguments -> new Square());
    }

    private final Registry registry = Registry.of(List.of(RegistryTest::plugin));

    @Test
    void readsWhatPrints() {
        List<LayerSpec> specs =
                List.of(new Scale(-1.5e-7, true), new NamedSpec("head", new Scale(3, false)), new Square());
        String text = "scale(-1.5e-7, shifted=true) head: scale(3) square";
        assertEquals(text, String.join(" ", specs.stream().map(Object::toString).toList()));
        assertEquals(specs, registry.parseLayers(text));
        assertEquals(new Scale(2, true), registry.parse(LayerSpec.class, "scale(shifted=true, factor=2)"));
        assertEquals(new Scale(2, true), registry.parse(LayerSpec.class, "scale(2, true)"));
    }

    private String error(String text) {
        return assertThrows(SpecException.class, () -> registry.parseLayers(text))
                .getMessage();
    }

    @Test
    void saysWhatIsWrongAndAllOfIt() {
        assertEquals(
                "no layer is called \"sqare\". Did you mean square? Known: scale, square."
                        + " If a plug-in brings it, put its jar on the class path.\n"
                        + "scale: the argument \"factor\" is missing: scale(factor=...).\n"
                        + "scale(0): factor must not be 0.",
                error("sqare scale scale(0)"));
        assertEquals(
                "scale(1, shift=true): does not take the argument shift=true. Did you mean shifted?"
                        + " It takes: factor, shifted.",
                error("scale(1, shift=true)"));
        assertEquals("scale(2, factor=3): the argument \"factor\" is given twice.", error("scale(2, factor=3)"));
        assertEquals("square(3): does not take the argument 3. It takes none.", error("square(3)"));
        assertEquals("scale(square): factor must be a number but is square.", error("scale(square)"));
    }

    @Test
    void expectsOneWhereOneIsMeant() {
        assertEquals(
                "expected one activation but \"square square\" has 2. Known: square.",
                assertThrows(SpecException.class, () -> registry.parse(Activation.class, "square square"))
                        .getMessage());
        assertEquals(
                "a: square: only a layer can have a name in front of it.",
                assertThrows(SpecException.class, () -> registry.parse(Activation.class, "a: square"))
                        .getMessage());
    }

    @Test
    void tellsHowASpecIsWritten() {
        assertEquals("scale(factor, [shifted])", registry.signature(LayerSpec.class, "scale"));
        assertEquals("square", registry.signature(Activation.class, "square"));
    }

    @Test
    void twoOfOneNameNameBothOrigins() {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Registry.of(List.<Plugin>of(RegistryTest::plugin, RegistryTest::plugin)))
                .getMessage();
        assertTrue(
                message.startsWith("two plug-ins bring a layer called \"scale\": dev.nnkit.api.RegistryTest"), message);
    }

    @Test
    void gainsComeFromTheIntegral() {
        assertEquals(1 / Math.sqrt(3), new Square().gain(), 1e-9, "E[z^4] = 3");
    }

    @Test
    void knowsNamesAndTypes() {
        assertEquals(List.of("scale"), registry.names(LayerSpec.class));
        assertEquals(List.of("square"), registry.names(Activation.class));
        assertEquals(List.of(), registry.names(Loss.class));
        assertEquals(Scale.class, registry.type(LayerSpec.class, "scale"));
        assertEquals(null, registry.type(LayerSpec.class, "square"));
        assertTrue(registry.knows(LayerSpec.class, "square"), "an activation is a layer too");
        assertTrue(!registry.knows(Activation.class, "scale"));
        assertEquals(
                "java.lang.String is not a kind of plug-in. Kinds: [layer, activation, join, initializer, loss, optimizer,"
                        + " schedule, gradient transform, kernels]",
                assertThrows(IllegalArgumentException.class, () -> registry.names(String.class))
                        .getMessage());
    }

    @Test
    void withoutPlugInsNothingIsKnown() {
        assertEquals(
                "no optimizer is called \"adam\". Known: none. If a plug-in brings it, put its jar on the class path.",
                assertThrows(SpecException.class, () -> Registry.of(List.of()).parse(Optimizer.class, "adam"))
                        .getMessage());
        assertEquals(
                "expected one optimizer but \"\" has 0. Known: none.",
                assertThrows(SpecException.class, () -> Registry.of(List.of()).parse(Optimizer.class, ""))
                        .getMessage());
    }
}
