package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Lets properties ask for tensors and shapes; found by jqwik itself. */
public final class TensorProvider implements ArbitraryProvider {
    /** For the service loader. */
    public TensorProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage type) {
        return type.isOfType(Tensor.class) || type.isOfType(Shape.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
        if (type.isOfType(Shape.class)) {
            return Set.of(Shapes.ofBatches());
        }
        return Set.of(type.findAnnotation(TensorOf.class)
                .map(TensorProvider::tensors)
                .orElseGet(() -> Tensors.doubles(Shapes.ofBatches(), -10, 10)));
    }

    private static Arbitrary<Tensor> tensors(TensorOf wanted) {
        Shape shape = Shape.of(wanted.shape());
        return switch (wanted.type()) {
            case FLOAT64 -> Tensors.doubles(shape, wanted.min(), wanted.max());
            case FLOAT32 -> Tensors.floats(shape, wanted.min(), wanted.max());
            case INT32 -> Tensors.ids(shape, (int) wanted.max());
        };
    }
}
