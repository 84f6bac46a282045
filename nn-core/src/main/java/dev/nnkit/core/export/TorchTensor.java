package dev.nnkit.core.export;

import dev.nnkit.api.FileLayout;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;

/**
 * A tensor in a file that holds a parameter.
 *
 * @param ours what it is called here
 * @param theirs what it is called in the file
 * @param layout of its elements; where the inputs are a flattened image, with each axis of that image
 * @param second whether the file splits the parameter into a sum of two tensors, of which this is the second: zeros
 */
record TorchTensor(String ours, String theirs, Parameter parameter, FileLayout layout, boolean second) {
    TorchTensor called(String name) {
        return new TorchTensor(ours, name, parameter, layout, second);
    }

    /** The shape in the file. */
    Shape shape() {
        return parameter.fileLayout().shape();
    }

    Tensor write() {
        return second
                ? Tensor.zeros(parameter.value().type(), shape())
                : layout.toFile(parameter.value()).withShape(shape());
    }

    /** Sets the parameter's value, or adds to it. */
    void read(Tensor stored) {
        Tensor value = parameter.value();
        Tensor read = layout.fromFile(stored.withShape(layout.shape()), parameter.shape());
        if (!second) {
            value.set(read);
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            if (read.get(i) != 0) { // so that -0.0 stays
                value.set(i, value.get(i) + read.get(i));
            }
        }
    }
}
