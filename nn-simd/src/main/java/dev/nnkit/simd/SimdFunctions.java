package dev.nnkit.simd;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.simd.WarmUp.Readiness;
import dev.nnkit.simd.WarmUp.Work;

/** The elementary functions on vectors, where there are enough elements. */
final class SimdFunctions implements ElementaryFunctions {
    private static final int FEWEST = 16;

    private final ElementaryFunctions plain;
    private final Readiness readiness;

    SimdFunctions(ElementaryFunctions plain, Readiness readiness) {
        this.plain = plain;
        this.readiness = readiness;
    }

    private boolean pays(Work work, int from, int to, DataType type) {
        return to - from >= FEWEST && readiness.isReady(work, type, to - from);
    }

    @Override
    public void exp(float[] x, float[] y, int from, int to) {
        if (pays(Work.EXP, from, to, DataType.FLOAT32)) {
            FloatVectors.exp(x, y, from, to);
        } else {
            plain.exp(x, y, from, to);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        if (pays(Work.EXP, from, to, DataType.FLOAT64)) {
            DoubleVectors.exp(x, y, from, to);
        } else {
            plain.exp(x, y, from, to);
        }
    }

    @Override
    public void log(float[] x, float[] y, int from, int to) {
        if (pays(Work.LOG, from, to, DataType.FLOAT32)) {
            FloatVectors.log(x, y, from, to);
        } else {
            plain.log(x, y, from, to);
        }
    }

    @Override
    public void log(double[] x, double[] y, int from, int to) {
        if (pays(Work.LOG, from, to, DataType.FLOAT64)) {
            DoubleVectors.log(x, y, from, to);
        } else {
            plain.log(x, y, from, to);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int from, int to) {
        if (pays(Work.TANH, from, to, DataType.FLOAT32)) {
            FloatVectors.tanh(x, y, from, to);
        } else {
            plain.tanh(x, y, from, to);
        }
    }

    @Override
    public void tanh(double[] x, double[] y, int from, int to) {
        if (pays(Work.TANH, from, to, DataType.FLOAT64)) {
            DoubleVectors.tanh(x, y, from, to);
        } else {
            plain.tanh(x, y, from, to);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int from, int to) {
        if (pays(Work.SIGMOID, from, to, DataType.FLOAT32)) {
            FloatVectors.sigmoid(x, y, from, to);
        } else {
            plain.sigmoid(x, y, from, to);
        }
    }

    @Override
    public void sigmoid(double[] x, double[] y, int from, int to) {
        if (pays(Work.SIGMOID, from, to, DataType.FLOAT64)) {
            DoubleVectors.sigmoid(x, y, from, to);
        } else {
            plain.sigmoid(x, y, from, to);
        }
    }

    @Override
    public void erf(float[] x, float[] y, int from, int to) {
        if (pays(Work.ERF, from, to, DataType.FLOAT32)) {
            FloatVectors.erf(x, y, from, to);
        } else {
            plain.erf(x, y, from, to);
        }
    }

    @Override
    public void erf(double[] x, double[] y, int from, int to) {
        if (pays(Work.ERF, from, to, DataType.FLOAT64)) {
            DoubleVectors.erf(x, y, from, to);
        } else {
            plain.erf(x, y, from, to);
        }
    }
}
