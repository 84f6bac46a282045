package dev.nnkit.examples;

import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.IdxFile;
import java.nio.file.Path;

/** The network of {@link Digits} on handwritten ones, from a folder with a pair of IDX files. */
public final class Mnist {
    private Mnist() {}

    /** Trains on the first 8,000 images of the folder and returns the accuracy on the rest. */
    static double run(Path folder, int epochs) {
        Dataset images = IdxFile.folder(folder);
        return Digits.train(images.slice(0, 8000), images.slice(8000, images.size()), epochs);
    }

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("Give the folder that holds the images and the labels as IDX files.");
            System.exit(2);
        }
        System.out.println("accuracy: " + run(Path.of(args[0]), 10));
    }
}
