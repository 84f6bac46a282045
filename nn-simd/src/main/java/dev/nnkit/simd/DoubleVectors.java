package dev.nnkit.simd;

import static dev.nnkit.api.kernel.DoubleFunctions.*;

import dev.nnkit.api.kernel.DoubleFunctions;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link DoubleFunctions}, a vector at a time: operation by operation the same, so the bits are the same. Each method has its
 * whole loop in it, the exponential too, because vectors that cross the border of a method may be boxed.
 */
final class DoubleVectors {
    private static final VectorSpecies<Double> SPECIES = DoubleTiles.SPECIES;
    private static final int LANES = DoubleTiles.LANES;

    private DoubleVectors() {}

    static void exp(double[] x, double[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector v = u.max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            DoubleVector n = v.fma(DoubleVector.broadcast(SPECIES, LOG2_OF_E), DoubleVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            DoubleVector r =
                    n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2), v));
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXP9).fma(r, DoubleVector.broadcast(SPECIES, EXP8));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP7));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP6));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP5));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP4));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP0));
            DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            DoubleVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles())
                    .mul(rest.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles());
            e.intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = DoubleFunctions.exp(x[i]);
        }
    }

    static void log(double[] x, double[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            VectorMask<Double> denormal = u.compare(VectorOperators.LT, Double.MIN_NORMAL);
            DoubleVector v = u.blend(u.mul(SCALE_OF_DENORMALS), denormal);
            LongVector bits = v.reinterpretAsLongs();
            LongVector exponent =
                    bits.add(BITS_OF_ONE - BITS_OF_ROOT_OF_HALF).lanewise(VectorOperators.LSHR, EXPONENT_SHIFT);
            DoubleVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT))
                    .add(BITS_OF_ONE)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector n = exponent.lanewise(VectorOperators.OR, BITS_OF_UNITS)
                    .reinterpretAsDoubles()
                    .sub(UNITS_AND_BIAS);
            n = n.blend(n.sub(EXPONENT_OF_DENORMALS), denormal);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector p = DoubleVector.broadcast(SPECIES, LOG6).fma(z, DoubleVector.broadcast(SPECIES, LOG5));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, LOG4));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, LOG3));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, LOG2));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, LOG1));
            p = p.fma(z, DoubleVector.broadcast(SPECIES, LOG0));
            DoubleVector rest = n.fma(
                    DoubleVector.broadcast(SPECIES, LN2_LOW),
                    s.neg().mul(z.neg().fma(p, f)));
            DoubleVector result = n.fma(DoubleVector.broadcast(SPECIES, LN2), f.add(rest));
            result = result.blend(u, u.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
            result = result.blend(Double.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0));
            // Not greater than or equal to 0: below it, or NaN.
            result = result.blend(Double.NaN, u.compare(VectorOperators.GE, 0).not());
            result.intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = DoubleFunctions.log(x[i]);
        }
    }

    static void tanh(double[] x, double[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector a = u.abs();
            DoubleVector v = a.add(a).max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            DoubleVector n = v.fma(DoubleVector.broadcast(SPECIES, LOG2_OF_E), DoubleVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            DoubleVector r =
                    n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2), v));
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXP9).fma(r, DoubleVector.broadcast(SPECIES, EXP8));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP7));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP6));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP5));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP4));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP0));
            DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            DoubleVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles())
                    .mul(rest.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles());
            DoubleVector large = DoubleVector.broadcast(SPECIES, 1)
                    .sub(DoubleVector.broadcast(SPECIES, 2).div(e.add(1)));
            DoubleVector z = a.mul(a);
            DoubleVector q = DoubleVector.broadcast(SPECIES, TANH12).fma(z, DoubleVector.broadcast(SPECIES, TANH11));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH10));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH9));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH8));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH7));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH6));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH5));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH4));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH3));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH2));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH1));
            q = q.fma(z, DoubleVector.broadcast(SPECIES, TANH0));
            DoubleVector small = a.mul(z).fma(q, a);
            DoubleVector result = large.blend(small, a.compare(VectorOperators.LT, SMALL_FOR_TANH));
            result.reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, u.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = DoubleFunctions.tanh(x[i]);
        }
    }

    static void sigmoid(double[] x, double[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector v = u.abs().neg().max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            DoubleVector n = v.fma(DoubleVector.broadcast(SPECIES, LOG2_OF_E), DoubleVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            DoubleVector r =
                    n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2), v));
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXP9).fma(r, DoubleVector.broadcast(SPECIES, EXP8));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP7));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP6));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP5));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP4));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP0));
            DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            DoubleVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles())
                    .mul(rest.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles());
            DoubleVector.broadcast(SPECIES, 1)
                    .blend(e, u.compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = DoubleFunctions.sigmoid(x[i]);
        }
    }

    static void erf(double[] x, double[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            DoubleVector u = DoubleVector.fromArray(SPECIES, x, i);
            DoubleVector a = u.abs().min(LARGEST_FOR_ERF);
            DoubleVector q = DoubleVector.broadcast(SPECIES, ERFC19).fma(a, DoubleVector.broadcast(SPECIES, ERFC18));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC17));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC16));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC15));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC14));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC13));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC12));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC11));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC10));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC9));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC8));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC7));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC6));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC5));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC4));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC3));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC2));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC1));
            q = q.fma(a, DoubleVector.broadcast(SPECIES, ERFC0));
            DoubleVector v = q.max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            DoubleVector n = v.fma(DoubleVector.broadcast(SPECIES, LOG2_OF_E), DoubleVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            DoubleVector r =
                    n.fma(DoubleVector.broadcast(SPECIES, -LN2_LOW), n.fma(DoubleVector.broadcast(SPECIES, -LN2), v));
            DoubleVector p = DoubleVector.broadcast(SPECIES, EXP9).fma(r, DoubleVector.broadcast(SPECIES, EXP8));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP7));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP6));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP5));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP4));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, DoubleVector.broadcast(SPECIES, EXP0));
            DoubleVector half = n.fma(DoubleVector.broadcast(SPECIES, 0.5), DoubleVector.broadcast(SPECIES, ROUNDER));
            DoubleVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            DoubleVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles())
                    .mul(rest.reinterpretAsLongs()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsDoubles());
            DoubleVector large = DoubleVector.broadcast(SPECIES, 1).sub(e);
            DoubleVector z = u.mul(u);
            DoubleVector s = DoubleVector.broadcast(SPECIES, ERF13).fma(z, DoubleVector.broadcast(SPECIES, ERF12));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF11));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF10));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF9));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF8));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF7));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF6));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF5));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF4));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF3));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF2));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF1));
            s = s.fma(z, DoubleVector.broadcast(SPECIES, ERF0));
            DoubleVector result = large.blend(a.mul(s), a.compare(VectorOperators.LT, 1));
            result.reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, u.reinterpretAsLongs().lanewise(VectorOperators.AND, SIGN))
                    .reinterpretAsDoubles()
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = DoubleFunctions.erf(x[i]);
        }
    }
}
