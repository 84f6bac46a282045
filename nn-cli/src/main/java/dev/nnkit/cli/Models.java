package dev.nnkit.cli;

import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import java.nio.file.Path;

/** Reads model files and passes their warnings on. */
final class Models {
    private Models() {}

    static Model read(Path file, Standard standard) {
        ModelFile.Read read = ModelFile.read(file);
        read.warnings().forEach(warning -> standard.err().println("warning: " + warning));
        return read.model();
    }
}
