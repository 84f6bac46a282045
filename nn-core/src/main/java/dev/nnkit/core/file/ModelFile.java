package dev.nnkit.core.file;

import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.io.AtomicFile;
import dev.nnkit.core.io.IoFailure;
import dev.nnkit.core.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Models as files: one safetensors file with every parameter under its path, statistics included, and the rest as texts
 * in its metadata.
 *
 * <pre>{@code
 * ModelFile.write(file, new Model(network, Task.CLASSES, softmaxCrossEntropy(), names));
 * Tensor logits = ModelFile.read(file).model().network().predict(images);
 * }</pre>
 *
 * <p>Weights lie in files as other libraries expect them, [out, in]: see {@link dev.nnkit.api.FileLayout}. The same model
 * gives the same bytes. Thread-safe.
 */
public final class ModelFile {
    private static final String VERSION = loadVersion();

    private ModelFile() {}

    /**
     * What was read.
     *
     * @param warnings sentences for the user; the model can be used nevertheless
     */
    public record Read(Model model, List<String> warnings) {
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /** As {@link #write(Path, Model, Registry)} with all plug-ins that are installed. */
    public static void write(Path file, Model model) {
        write(file, model, Registry.installed());
    }

    /**
     * Writes a file as a whole: see {@link AtomicFile}.
     *
     * @throws ModelFileException if {@code registry} could not read it again: a spec that no plug-in brings, or one that
     *     does not print its own text
     * @throws UncheckedIOException if it cannot be written; an old file of that name is then untouched
     */
    public static void write(Path file, Model model, Registry registry) {
        Map<String, String> texts = ModelMetadata.of(model).write();
        Map<String, String> again =
                ModelMetadata.read(file.toString(), texts, registry).write();
        if (!texts.equals(again)) {
            throw new ModelFileException(file + ": the model prints as " + texts + " but that text makes " + again
                    + ". The toString of a layer or loss must print the text that makes it.");
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : model.network().parameters()) {
            tensors.put(parameter.path(), parameter.fileLayout().toFile(parameter.value()));
        }
        new Safetensors(tensors, texts).write(file);
    }

    /** As {@link #read(Path, Registry)} with all plug-ins that are installed. */
    public static Read read(Path file) {
        return read(file, Registry.installed());
    }

    /**
     * Reads a model. Nothing in the file is run, and memory is bounded by the file's size.
     *
     * @throws ModelFileException if the file is damaged, is no model, does not fit its own architecture, or names a layer
     *     or loss that {@code registry} does not know
     * @throws UncheckedIOException if it cannot be read
     */
    public static Read read(Path file, Registry registry) {
        return read(file.toString(), Safetensors.read(file), registry);
    }

    static Read read(String file, Safetensors content, Registry registry) {
        ModelMetadata metadata = ModelMetadata.read(file, content.metadata(), registry);
        FileParameters parameters = new FileParameters(file, metadata.type(), content.tensors());
        Model model;
        try {
            Network network = Network.build(
                    metadata.spec(), metadata.inputs(), Initialization.loading(metadata.type(), parameters));
            model = new Model(network, metadata.task(), metadata.loss(), metadata.classNames(), metadata.columns());
        } catch (ModelFileException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String problem = Shown.printable(String.valueOf(e.getMessage()));
            throw new ModelFileException(file + ": its architecture cannot be built: " + problem, e);
        }
        parameters.requireAllUsed();
        List<String> warnings = new ArrayList<>(ModelMetadata.warnings(content.metadata()));
        warnings.addAll(parameters.warnings());
        return new Read(model, warnings);
    }

    /** The SHA-256 of a file in hexadecimal digits. */
    public static String sha256(Path file) {
        try {
            return MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString();
        } catch (IOException e) {
            throw IoFailure.reading(file, e);
        }
    }

    /** The version of this library, as files name it. */
    public static String libraryVersion() {
        return VERSION;
    }

    private static String loadVersion() {
        try (InputStream in = Objects.requireNonNull(ModelFile.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw IoFailure.reading("the version of nn-core", e);
        }
    }
}
