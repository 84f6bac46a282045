package dev.nnkit.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Join;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Target;
import dev.nnkit.api.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks of several inputs with their loss. */
class SeveralInputsTest {
    /** {@code a b}, element by element, with a factor on the gradient of b. */
    private record Product(double factor) implements Join {
        @Override
        public Shape outputShape(List<Shape> examples) {
            return examples.get(0);
        }

        @Override
        public Forward forward(List<Tensor> inputs, StepContext step) {
            Tensor a = inputs.get(0);
            Tensor b = inputs.get(1);
            return new Forward(
                    product(a, b, 1), (dy, into) -> new Tensor[] {product(dy, b, 1), product(dy, a, factor)});
        }

        private static Tensor product(Tensor a, Tensor b, double factor) {
            Tensor product = a.copy();
            for (int i = 0; i < product.size(); i++) {
                product.set(i, factor * a.get(i) * b.get(i));
            }
            return product;
        }
    }

    private static GradientReport check(double factor) {
        return GradientCheck.of(new Product(factor), new SquaredError())
                .on(List.of(Samples.normal(1, 3, 2), Samples.normal(2, 3, 2)), Target.of(Samples.normal(3, 3, 2)))
                .run();
    }

    @Test
    void eachInputIsChecked() {
        GradientReport report = check(1);
        assertTrue(report.isCorrect(), report.toString());
        assertEquals(
                List.of("input 0", "input 1"),
                report.tensors().stream().map(TensorReport::name).sorted().toList());
    }

    @Test
    void theInputThatIsWrongIsNamedWithTheSmallestTest() {
        GradientReport report = check(2);
        assertEquals(Verdict.CORRECT, report.tensor("input 0").verdict());
        assertEquals(Verdict.WRONG, report.tensor("input 1").verdict());
        assertEquals(
                "@Test\nvoid gradientOfInput1IsRight() {\n    GradientCheck.of(network, squaredError).on(List.of("
                        + "Tensor.of(Shape.of(1, 2), 0.0, 1.0), Tensor.of(Shape.of(1, 2), 0.0, 0.0)), "
                        + "Target.of(Tensor.of(Shape.of(1, 2), -0.45762055716101324, -3.467937180505244))).seed(1).verify();\n}",
                report.test());
    }
}
