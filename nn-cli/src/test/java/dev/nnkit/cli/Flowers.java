package dev.nnkit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Tables of two numbers, a colour, a kind that follows from them, a price that follows too, and what a row is for. */
final class Flowers {
    static final String HEADER = "length,width,colour,kind,price,part\n";

    private Flowers() {}

    /** The rows 0, 5, 10 and so on are for testing. */
    static Path write(Path file, int rows) throws IOException {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < rows; i++) {
            double length = 10 + random.nextGaussian();
            double width = 200 + 30 * random.nextGaussian();
            boolean red = random.nextBoolean();
            String kind = red ? "tulip" : length > 10 ? "daisy" : "rose";
            double price = 1000 + 50 * (length - 10) + width;
            text.append(String.format(
                    Locale.ROOT,
                    "%.3f,%.2f,%s,%s,%.2f,%s%n",
                    length,
                    width,
                    red ? "red" : "white",
                    kind,
                    price,
                    i % 5 == 0 ? "test" : "train"));
        }
        return Files.writeString(file, text);
    }
}
