package dev.nnkit.experiment.execution;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.io.IoFailure;
import dev.nnkit.experiment.trial.TrialData;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the data of trials from one process to another, in a file that lives as long as both. Nothing checks it here: a trial
 * knows the SHA-256 of its data, and {@code TrialRunner} compares.
 */
final class DataExchange {
    private static final int BUFFER = 1 << 16;

    private DataExchange() {}

    static void write(TrialData data, Path file) {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
            out.writeUTF(data.reference().name());
            write(data.training(), out);
            write(data.validation(), out);
            write(data.test(), out);
        } catch (IOException e) {
            throw IoFailure.writing(file, e);
        }
    }

    private static void write(@Nullable Dataset part, DataOutputStream out) throws IOException {
        out.writeBoolean(part != null);
        if (part != null) {
            write(part.inputs(), out);
            write(part.targets(), out);
            Tensor weights = part.exampleWeights();
            write(weights == null ? List.of() : List.of(weights), out);
        }
    }

    private static void write(List<Tensor> tensors, DataOutputStream out) throws IOException {
        out.writeInt(tensors.size());
        for (Tensor tensor : tensors) {
            out.writeUTF(tensor.type().name());
            int[] axes = tensor.shape().toArray();
            out.writeInt(axes.length);
            for (int axis : axes) {
                out.writeInt(axis);
            }
            for (int i = 0; i < tensor.size(); i++) {
                switch (tensor.type()) {
                    case FLOAT32 -> out.writeFloat(tensor.floats()[i]);
                    case FLOAT64 -> out.writeDouble(tensor.doubles()[i]);
                    case INT32 -> out.writeInt(tensor.ints()[i]);
                }
            }
        }
    }

    static TrialData read(Path file) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            String name = in.readUTF();
            Dataset training = part(in);
            Dataset validation = part(in);
            Dataset test = part(in);
            if (training == null || test == null) {
                throw new IOException("it has no rows for training, or none for the test");
            }
            return validation == null
                    ? TrialData.of(name, training, test)
                    : TrialData.of(name, training, validation, test);
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
    }

    private static @Nullable Dataset part(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        Dataset rows = Dataset.of(tensors(in), tensors(in));
        List<Tensor> weights = tensors(in);
        return weights.isEmpty() ? rows : rows.withExampleWeights(weights.get(0));
    }

    private static List<Tensor> tensors(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DataType type = DataType.valueOf(in.readUTF());
            int[] axes = new int[in.readInt()];
            for (int axis = 0; axis < axes.length; axis++) {
                axes[axis] = in.readInt();
            }
            Tensor tensor = Tensor.zeros(type, Shape.of(axes));
            for (int element = 0; element < tensor.size(); element++) {
                switch (type) {
                    case FLOAT32 -> tensor.floats()[element] = in.readFloat();
                    case FLOAT64 -> tensor.doubles()[element] = in.readDouble();
                    case INT32 -> tensor.ints()[element] = in.readInt();
                }
            }
            tensors.add(tensor);
        }
        return tensors;
    }
}
