package dev.nnkit.core.file;

import dev.nnkit.api.DataType;
import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StoredParameters;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The tensors of a file, handed to the network that is built from it, each once. */
final class FileParameters implements StoredParameters {
    private static final int LISTED = 5;

    private final String file;
    private final DataType type;
    /** Those not used yet: what is used is let go, so that a large model is not in memory twice. */
    private final Map<String, Tensor> left;

    private final List<String> warnings = new ArrayList<>();

    FileParameters(String file, DataType type, Map<String, Tensor> tensors) {
        this.file = file;
        this.type = type;
        this.left = new LinkedHashMap<>(tensors);
    }

    @Override
    public Tensor load(String path, Shape shape, FileLayout layout) {
        Tensor stored = left.remove(path);
        if (stored == null) {
            throw new ModelFileException(file + ": tensor " + Shown.quoted(path)
                    + " is missing; its architecture needs " + "it, of shape " + layout.shape() + ".");
        }
        if (stored.type() != type || !stored.shape().equals(layout.shape())) {
            throw new ModelFileException(file + ": tensor " + Shown.quoted(path) + " must be " + TensorType.name(type)
                    + " " + layout.shape() + " by its architecture but is " + TensorType.name(stored.type()) + " "
                    + stored.shape() + ".");
        }
        warnIfNotFinite(path, stored);
        return layout.fromFile(stored, shape);
    }

    private void warnIfNotFinite(String path, Tensor stored) {
        int count = 0;
        for (int i = 0; i < stored.size(); i++) {
            count += Double.isFinite(stored.get(i)) ? 0 : 1;
        }
        if (count > 0) {
            warnings.add("tensor " + Shown.quoted(path) + " has " + count + " of " + stored.size()
                    + " values that are NaN or infinite: predictions will be, too.");
        }
    }

    void requireAllUsed() {
        if (!left.isEmpty()) {
            String names =
                    left.keySet().stream().limit(LISTED).map(Shown::quoted).collect(Collectors.joining(", "));
            throw new ModelFileException(file + ": has tensors that its architecture does not use: " + names
                    + (left.size() > LISTED ? " and " + (left.size() - LISTED) + " more." : "."));
        }
    }

    List<String> warnings() {
        return warnings;
    }
}
