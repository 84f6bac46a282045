package dev.nnkit.gradcheck.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.StoredParameters;
import dev.nnkit.api.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every file of a network holds, kept in memory: its parameters by path, laid out as in files. */
final class Storage implements StoredParameters {
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Storage(List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            tensors.put(
                    parameter.path(),
                    parameter.fileLayout().toFile(parameter.value()).copy());
        }
    }

    @Override
    public Tensor load(String path, Shape shape, FileLayout layout) {
        Tensor stored = tensors.remove(path);
        if (stored == null) {
            return fail("parameter " + path + " was not among those that parameters() listed when it was saved.");
        }
        return layout.fromFile(stored, shape).copy();
    }

    void requireAllUsed() {
        assertEquals(List.of(), List.copyOf(tensors.keySet()), "parameters saved that the loaded one does not make");
    }
}
