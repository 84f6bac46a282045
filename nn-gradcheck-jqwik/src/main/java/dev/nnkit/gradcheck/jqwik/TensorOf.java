package dev.nnkit.gradcheck.jqwik;

import dev.nnkit.api.DataType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What tensors a {@code @ForAll} parameter stands for: {@code @ForAll @TensorOf(shape = {4, 3}) Tensor x}. Without it,
 * FLOAT64 tensors of 2 to 4 axes with elements in [-10, 10].
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE, ElementType.TYPE_USE})
public @interface TensorOf {
    /** The axes, the batch first. */
    int[] shape();

    DataType type() default DataType.FLOAT64;

    /** The smallest element; 0 for INT32. */
    double min() default -10;

    /** The largest element; of INT32, the largest id. */
    double max() default 10;
}
