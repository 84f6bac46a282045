package dev.nnkit.simd;

import static dev.nnkit.api.kernel.FloatFunctions.*;

import dev.nnkit.api.kernel.FloatFunctions;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatFunctions}, a vector at a time: operation by operation the same, so the bits are the same. Each method has its
 * whole loop in it, the exponential too, because vectors that cross the border of a method may be boxed.
 */
final class FloatVectors {
    private static final VectorSpecies<Float> SPECIES = FloatTiles.SPECIES;
    private static final int LANES = FloatTiles.LANES;

    private FloatVectors() {}

    static void exp(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, i);
            FloatVector v = u.max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            FloatVector n = v.fma(FloatVector.broadcast(SPECIES, LOG2_OF_E), FloatVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            FloatVector r =
                    n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2), v));
            FloatVector p = FloatVector.broadcast(SPECIES, EXP4).fma(r, FloatVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP0));
            FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), FloatVector.broadcast(SPECIES, ROUNDER));
            FloatVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            FloatVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats())
                    .mul(rest.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats());
            e.intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatFunctions.exp(x[i]);
        }
    }

    static void log(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, i);
            VectorMask<Float> denormal = u.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector v = u.blend(u.mul(SCALE_OF_DENORMALS), denormal);
            IntVector bits = v.reinterpretAsInts();
            IntVector exponent =
                    bits.add(BITS_OF_ONE - BITS_OF_ROOT_OF_HALF).lanewise(VectorOperators.LSHR, EXPONENT_SHIFT);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT))
                    .add(BITS_OF_ONE)
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector n = exponent.lanewise(VectorOperators.OR, BITS_OF_UNITS)
                    .reinterpretAsFloats()
                    .sub(UNITS_AND_BIAS);
            n = n.blend(n.sub(EXPONENT_OF_DENORMALS), denormal);
            FloatVector p = FloatVector.broadcast(SPECIES, LOG8).fma(f, FloatVector.broadcast(SPECIES, LOG7));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG6));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG5));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG4));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG3));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG2));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG1));
            p = p.fma(f, FloatVector.broadcast(SPECIES, LOG0));
            FloatVector rest = n.fma(
                    FloatVector.broadcast(SPECIES, LN2_LOW),
                    f.mul(f).mul(f.fma(p, FloatVector.broadcast(SPECIES, -0.5f))));
            FloatVector result = n.fma(FloatVector.broadcast(SPECIES, LN2), f.add(rest));
            result = result.blend(u, u.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            result = result.blend(Float.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0));
            // Not greater than or equal to 0: below it, or NaN.
            result = result.blend(Float.NaN, u.compare(VectorOperators.GE, 0).not());
            result.intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatFunctions.log(x[i]);
        }
    }

    static void tanh(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, i);
            FloatVector a = u.abs();
            FloatVector v = a.add(a).max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            FloatVector n = v.fma(FloatVector.broadcast(SPECIES, LOG2_OF_E), FloatVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            FloatVector r =
                    n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2), v));
            FloatVector p = FloatVector.broadcast(SPECIES, EXP4).fma(r, FloatVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP0));
            FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), FloatVector.broadcast(SPECIES, ROUNDER));
            FloatVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            FloatVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats())
                    .mul(rest.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats());
            FloatVector large = FloatVector.broadcast(SPECIES, 1)
                    .sub(FloatVector.broadcast(SPECIES, 2).div(e.add(1)));
            FloatVector z = a.mul(a);
            FloatVector q = FloatVector.broadcast(SPECIES, TANH4).fma(z, FloatVector.broadcast(SPECIES, TANH3));
            q = q.fma(z, FloatVector.broadcast(SPECIES, TANH2));
            q = q.fma(z, FloatVector.broadcast(SPECIES, TANH1));
            q = q.fma(z, FloatVector.broadcast(SPECIES, TANH0));
            FloatVector small = a.mul(z).fma(q, a);
            FloatVector result = large.blend(small, a.compare(VectorOperators.LT, SMALL_FOR_TANH));
            result.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, u.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN))
                    .reinterpretAsFloats()
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatFunctions.tanh(x[i]);
        }
    }

    static void sigmoid(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, i);
            FloatVector v = u.abs().neg().max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            FloatVector n = v.fma(FloatVector.broadcast(SPECIES, LOG2_OF_E), FloatVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            FloatVector r =
                    n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2), v));
            FloatVector p = FloatVector.broadcast(SPECIES, EXP4).fma(r, FloatVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP0));
            FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), FloatVector.broadcast(SPECIES, ROUNDER));
            FloatVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            FloatVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats())
                    .mul(rest.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats());
            FloatVector.broadcast(SPECIES, 1)
                    .blend(e, u.compare(VectorOperators.LT, 0))
                    .div(e.add(1))
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatFunctions.sigmoid(x[i]);
        }
    }

    static void erf(float[] x, float[] y, int from, int to) {
        int i = from;
        for (; i <= to - LANES; i += LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, i);
            FloatVector a = u.abs().min(LARGEST_FOR_ERF);
            FloatVector q = FloatVector.broadcast(SPECIES, ERFC8).fma(a, FloatVector.broadcast(SPECIES, ERFC7));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC6));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC5));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC4));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC3));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC2));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC1));
            q = q.fma(a, FloatVector.broadcast(SPECIES, ERFC0));
            FloatVector v = q.max(LOWEST_EXPONENT).min(HIGHEST_EXPONENT);
            FloatVector n = v.fma(FloatVector.broadcast(SPECIES, LOG2_OF_E), FloatVector.broadcast(SPECIES, ROUNDER))
                    .sub(ROUNDER);
            FloatVector r =
                    n.fma(FloatVector.broadcast(SPECIES, -LN2_LOW), n.fma(FloatVector.broadcast(SPECIES, -LN2), v));
            FloatVector p = FloatVector.broadcast(SPECIES, EXP4).fma(r, FloatVector.broadcast(SPECIES, EXP3));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP2));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP1));
            p = p.fma(r, FloatVector.broadcast(SPECIES, EXP0));
            FloatVector half = n.fma(FloatVector.broadcast(SPECIES, 0.5f), FloatVector.broadcast(SPECIES, ROUNDER));
            FloatVector rest = n.sub(half.sub(ROUNDER)).add(ROUNDER);
            FloatVector e = r.mul(r)
                    .fma(p, r)
                    .add(1)
                    .mul(half.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats())
                    .mul(rest.reinterpretAsInts()
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .add(BITS_OF_ONE)
                            .reinterpretAsFloats());
            FloatVector large = FloatVector.broadcast(SPECIES, 1).sub(e);
            FloatVector z = u.mul(u);
            FloatVector s = FloatVector.broadcast(SPECIES, ERF6).fma(z, FloatVector.broadcast(SPECIES, ERF5));
            s = s.fma(z, FloatVector.broadcast(SPECIES, ERF4));
            s = s.fma(z, FloatVector.broadcast(SPECIES, ERF3));
            s = s.fma(z, FloatVector.broadcast(SPECIES, ERF2));
            s = s.fma(z, FloatVector.broadcast(SPECIES, ERF1));
            s = s.fma(z, FloatVector.broadcast(SPECIES, ERF0));
            FloatVector result = large.blend(a.mul(s), a.compare(VectorOperators.LT, 1));
            result.reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, u.reinterpretAsInts().lanewise(VectorOperators.AND, SIGN))
                    .reinterpretAsFloats()
                    .intoArray(y, i);
        }
        for (; i < to; i++) {
            y[i] = FloatFunctions.erf(x[i]);
        }
    }
}
