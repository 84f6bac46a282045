package dev.nnkit.core.layer;

import dev.nnkit.api.DataType;
import dev.nnkit.api.ElementaryFunctions;
import dev.nnkit.api.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One step of {@link LstmCells} for the examples from <= b < to of a batch, forwards and backwards, in both types. Gates
 * stand in the order i, f, g, o.
 */
final class LstmRows {
    private LstmRows() {}

    /**
     * What the way back needs of all steps.
     *
     * @param lengths [batch]: how many steps of each example live, or null where all do
     * @param gates [batch, time, 4 units]: the sums of inputs and bias, which each step turns into gates
     * @param hiddenBefore [batch, time, units]: the state that each step began with
     * @param cellBefore [batch, time, units]: the cell that each step began with; undefined for dead steps
     * @param squashed [batch, time, units]: tanh of the cell that each step ended with; undefined for dead steps
     */
    record Tape(
            int time,
            int units,
            @Nullable Tensor lengths,
            Tensor gates,
            Tensor hiddenBefore,
            Tensor cellBefore,
            Tensor squashed) {
        boolean isDead(int example, int t) {
            return lengths != null && t >= lengths.ints()[example];
        }
    }

    /**
     * Where step t stands: values on the way there, gradients on the way back.
     *
     * @param gates [batch, 4 units]: forwards what the state adds to the gates, backwards the gradient of that
     * @param hidden [batch, units]
     * @param cell [batch, units]
     * @param all [batch, time, units]: all states, or their gradients; null where only the last comes out
     */
    record State(
            int t,
            Tensor gates,
            Tensor hidden,
            Tensor cell,
            @Nullable Tensor all) {}

    static void forward(Tape tape, State state, ElementaryFunctions functions, int from, int to) {
        if (tape.gates.type() == DataType.FLOAT32) {
            forwardFloats(tape, state, functions, from, to);
        } else {
            forwardDoubles(tape, state, functions, from, to);
        }
    }

    /** Replaces the gradients of hidden and cell after step t by those before it, but for the product with the gates'. */
    static void back(Tape tape, State state, Tensor gateGradient, int from, int to) {
        if (tape.gates.type() == DataType.FLOAT32) {
            backFloats(tape, state, gateGradient, from, to);
        } else {
            backDoubles(tape, state, gateGradient, from, to);
        }
    }

    private static void forwardFloats(Tape tape, State state, ElementaryFunctions functions, int from, int to) {
        float[] gates = tape.gates.floats();
        float[] squashed = tape.squashed.floats();
        float[] added = state.gates.floats();
        float[] hidden = state.hidden.floats();
        float[] cell = state.cell.floats();
        int n = tape.units;
        for (int b = from; b < to; b++) {
            int now = b * n;
            int at = (b * tape.time + state.t) * n;
            int i = 4 * at;
            System.arraycopy(hidden, now, tape.hiddenBefore.floats(), at, n);
            if (!tape.isDead(b, state.t)) {
                System.arraycopy(cell, now, tape.cellBefore.floats(), at, n);
                for (int j = 0; j < 4 * n; j++) {
                    gates[i + j] += added[4 * now + j];
                }
                functions.sigmoid(gates, gates, i, i + 2 * n);
                functions.tanh(gates, gates, i + 2 * n, i + 3 * n);
                functions.sigmoid(gates, gates, i + 3 * n, i + 4 * n);
                for (int j = 0; j < n; j++) {
                    float c = gates[i + n + j] * cell[now + j] + gates[i + j] * gates[i + 2 * n + j];
                    cell[now + j] = c;
                    squashed[at + j] = c;
                }
                functions.tanh(squashed, squashed, at, at + n);
                for (int j = 0; j < n; j++) {
                    hidden[now + j] = gates[i + 3 * n + j] * squashed[at + j];
                }
            }
            if (state.all != null) {
                System.arraycopy(hidden, now, state.all.floats(), at, n);
            }
        }
    }

    private static void backFloats(Tape tape, State state, Tensor gateGradient, int from, int to) {
        float[] gates = tape.gates.floats();
        float[] cellBefore = tape.cellBefore.floats();
        float[] squashed = tape.squashed.floats();
        float[] dHidden = state.hidden.floats();
        float[] dCell = state.cell.floats();
        float[] dGates = gateGradient.floats();
        int n = tape.units;
        for (int b = from; b < to; b++) {
            int now = b * n;
            int at = (b * tape.time + state.t) * n;
            int i = 4 * at;
            if (state.all != null) {
                float[] dAll = state.all.floats();
                for (int j = 0; j < n; j++) {
                    dHidden[now + j] += dAll[at + j];
                }
            }
            if (tape.isDead(b, state.t)) {
                Arrays.fill(dGates, i, i + 4 * n, 0);
            } else {
                for (int j = 0; j < n; j++) {
                    float in = gates[i + j];
                    float forget = gates[i + n + j];
                    float g = gates[i + 2 * n + j];
                    float out = gates[i + 3 * n + j];
                    float s = squashed[at + j];
                    float dh = dHidden[now + j];
                    float dc = dCell[now + j] + dh * out * (1 - s * s);
                    dGates[i + j] = dc * g * in * (1 - in);
                    dGates[i + n + j] = dc * cellBefore[at + j] * forget * (1 - forget);
                    dGates[i + 2 * n + j] = dc * in * (1 - g * g);
                    dGates[i + 3 * n + j] = dh * s * out * (1 - out);
                    dCell[now + j] = dc * forget;
                    dHidden[now + j] = 0;
                }
            }
            System.arraycopy(dGates, i, state.gates.floats(), 4 * now, 4 * n);
        }
    }

    private static void forwardDoubles(Tape tape, State state, ElementaryFunctions functions, int from, int to) {
        double[] gates = tape.gates.doubles();
        double[] squashed = tape.squashed.doubles();
        double[] added = state.gates.doubles();
        double[] hidden = state.hidden.doubles();
        double[] cell = state.cell.doubles();
        int n = tape.units;
        for (int b = from; b < to; b++) {
            int now = b * n;
            int at = (b * tape.time + state.t) * n;
            int i = 4 * at;
            System.arraycopy(hidden, now, tape.hiddenBefore.doubles(), at, n);
            if (!tape.isDead(b, state.t)) {
                System.arraycopy(cell, now, tape.cellBefore.doubles(), at, n);
                for (int j = 0; j < 4 * n; j++) {
                    gates[i + j] += added[4 * now + j];
                }
                functions.sigmoid(gates, gates, i, i + 2 * n);
                functions.tanh(gates, gates, i + 2 * n, i + 3 * n);
                functions.sigmoid(gates, gates, i + 3 * n, i + 4 * n);
                for (int j = 0; j < n; j++) {
                    double c = gates[i + n + j] * cell[now + j] + gates[i + j] * gates[i + 2 * n + j];
                    cell[now + j] = c;
                    squashed[at + j] = c;
                }
                functions.tanh(squashed, squashed, at, at + n);
                for (int j = 0; j < n; j++) {
                    hidden[now + j] = gates[i + 3 * n + j] * squashed[at + j];
                }
            }
            if (state.all != null) {
                System.arraycopy(hidden, now, state.all.doubles(), at, n);
            }
        }
    }

    private static void backDoubles(Tape tape, State state, Tensor gateGradient, int from, int to) {
        double[] gates = tape.gates.doubles();
        double[] cellBefore = tape.cellBefore.doubles();
        double[] squashed = tape.squashed.doubles();
        double[] dHidden = state.hidden.doubles();
        double[] dCell = state.cell.doubles();
        double[] dGates = gateGradient.doubles();
        int n = tape.units;
        for (int b = from; b < to; b++) {
            int now = b * n;
            int at = (b * tape.time + state.t) * n;
            int i = 4 * at;
            if (state.all != null) {
                double[] dAll = state.all.doubles();
                for (int j = 0; j < n; j++) {
                    dHidden[now + j] += dAll[at + j];
                }
            }
            if (tape.isDead(b, state.t)) {
                Arrays.fill(dGates, i, i + 4 * n, 0);
            } else {
                for (int j = 0; j < n; j++) {
                    double in = gates[i + j];
                    double forget = gates[i + n + j];
                    double g = gates[i + 2 * n + j];
                    double out = gates[i + 3 * n + j];
                    double s = squashed[at + j];
                    double dh = dHidden[now + j];
                    double dc = dCell[now + j] + dh * out * (1 - s * s);
                    dGates[i + j] = dc * g * in * (1 - in);
                    dGates[i + n + j] = dc * cellBefore[at + j] * forget * (1 - forget);
                    dGates[i + 2 * n + j] = dc * in * (1 - g * g);
                    dGates[i + 3 * n + j] = dh * s * out * (1 - out);
                    dCell[now + j] = dc * forget;
                    dHidden[now + j] = 0;
                }
            }
            System.arraycopy(dGates, i, state.gates.doubles(), 4 * now, 4 * n);
        }
    }
}
