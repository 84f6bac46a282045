package dev.nnkit.api;

/**
 * A tensor that a layer has learned or will learn: a knob. Its identity matters: a parameter used in two places is one
 * knob, appears once in {@link Layer#parameters()}, and its gradients add up.
 *
 * <p>The value is read during a step by any number of threads and written between steps by the optimizer alone.
 */
public final class Parameter {
    private final String path;
    private final Role role;
    private final Tensor value;
    private final boolean frozen;
    private final FileLayout fileLayout;

    /**
     * Where {@link Gradients} should look first: its place among those that some gradients were last made for. Any value is
     * as right as any other, only slower, so threads need not agree on it.
     */
    int place;

    /** A parameter that is trained, unless it is a {@link Role#STATISTIC}, and lies in files as in memory. */
    public Parameter(String path, Role role, Tensor value) {
        this(path, role, value, false, FileLayout.asInMemory(value.shape()));
    }

    Parameter(String path, Role role, Tensor value, boolean frozen, FileLayout fileLayout) {
        if (!value.type().isFloating()) {
            throw new IllegalArgumentException("parameter " + path + " must be FLOAT32 or FLOAT64, not " + value.type()
                    + ": only floating numbers can be trained.");
        }
        this.path = path;
        this.role = role;
        this.value = value;
        this.frozen = frozen;
        this.fileLayout = fileLayout;
    }

    /** Where it sits in the network: names or indices of the layers around it, then its own name: {@code 0.weight}. */
    public String path() {
        return path;
    }

    public Role role() {
        return role;
    }

    public Tensor value() {
        return value;
    }

    public Shape shape() {
        return value.shape();
    }

    public int size() {
        return value.size();
    }

    /** Whether an optimizer may move it: neither frozen when it was made nor a statistic. */
    public boolean isTrainable() {
        return !frozen && role != Role.STATISTIC;
    }

    /** Whether it was made inside {@code frozen(...)}: neither training nor {@link StepContext#blend} moves it. */
    public boolean isFrozen() {
        return frozen;
    }

    /** How its elements lie in a file: see {@link Initialization#inFile}. */
    public FileLayout fileLayout() {
        return fileLayout;
    }

    @Override
    public String toString() {
        return path + " " + value.shape();
    }
}
