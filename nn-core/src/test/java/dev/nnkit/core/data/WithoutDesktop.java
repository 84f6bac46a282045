package dev.nnkit.core.data;

import java.nio.file.Path;

/** Reads the folder of images that is its argument; run by a test on a smaller Java. */
final class WithoutDesktop {
    private WithoutDesktop() {}

    public static void main(String[] arguments) {
        ImageFolder.read(Path.of(arguments[0]), ImageFolder.Colour.GREY).all();
    }
}
