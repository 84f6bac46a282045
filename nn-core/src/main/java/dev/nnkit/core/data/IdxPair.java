package dev.nnkit.core.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of images and the file of their labels, by the names that are usual: {@code train-images-idx3-ubyte.gz} and
 * {@code train-labels-idx1-ubyte.gz}, with any beginning, {@code .} for the second {@code -}, and with or without {@code
 * .gz}.
 *
 * @param name what both names begin with: {@code train}, {@code t10k}; {@code data} where that is nothing
 */
public record IdxPair(String name, Path images, Path labels) {
    private static final Pattern IMAGES = Pattern.compile("(.*)images[-.]idx3-ubyte(\\.gz)?");
    private static final Pattern LABELS = Pattern.compile("(.*)labels[-.]idx1-ubyte(\\.gz)?");

    /** Reads both: {@link IdxFile#pair}. */
    public Dataset read() {
        return IdxFile.pair(images, labels);
    }

    /** Whether its name says that it is for training. */
    public boolean isTraining() {
        return name.contains("train");
    }

    /**
     * The pairs in a folder, those for training first, then by name. Of a file that is there both packed and unpacked the
     * unpacked one is taken.
     *
     * @throws java.io.UncheckedIOException if the folder cannot be read
     * @throws DataException if there is no pair, or a file without its partner
     */
    public static List<IdxPair> in(Path folder) {
        List<Path> files = DataFolder.list(folder);
        Map<String, Path> images = byPrefix(files, IMAGES);
        Map<String, Path> labels = byPrefix(files, LABELS);
        labels.forEach((prefix, file) -> partner(prefix, file, images, "images-idx3-ubyte"));
        if (images.isEmpty()) {
            throw new DataException(
                    folder,
                    "no images and labels: looked for *images-idx3-ubyte and *labels-idx1-ubyte, also with .gz, and"
                            + " found " + DataFolder.shown(files) + ".");
        }
        List<IdxPair> pairs = new ArrayList<>();
        images.forEach((prefix, file) ->
                pairs.add(new IdxPair(name(prefix), file, partner(prefix, file, labels, "labels-idx1-ubyte"))));
        pairs.sort(Comparator.comparing(pair -> !pair.isTraining()));
        return List.copyOf(pairs);
    }

    /** @throws DataException if there are other pairs than that */
    static List<IdxPair> oneOrForTrainingAndAnother(Path folder) {
        List<IdxPair> pairs = in(folder);
        boolean forBoth =
                pairs.size() == 2 && pairs.get(0).isTraining() && !pairs.get(1).isTraining();
        if (pairs.size() != 1 && !forBoth) {
            List<String> names = pairs.stream().map(IdxPair::name).toList();
            throw new DataException(
                    folder,
                    "holds " + pairs.size() + " pairs of IDX files: " + String.join(", ", names)
                            + ". Name the two files of one.");
        }
        return pairs;
    }

    /** The files whose names match, by what stands before; an unpacked one replaces a packed one. */
    private static Map<String, Path> byPrefix(List<Path> files, Pattern pattern) {
        Map<String, Path> found = new TreeMap<>();
        for (Path file : files) {
            Matcher matcher = pattern.matcher(DataFolder.name(file));
            if (matcher.matches() && (matcher.group(2) == null || !found.containsKey(matcher.group(1)))) {
                found.put(matcher.group(1), file);
            }
        }
        return found;
    }

    private static Path partner(String prefix, Path file, Map<String, Path> partners, String ending) {
        Path partner = partners.get(prefix);
        if (partner == null) {
            String expected = prefix + ending;
            throw new DataException(
                    file, "has no partner: expected " + expected + " or " + expected + ".gz beside it.");
        }
        return partner;
    }

    private static String name(String prefix) {
        String name = prefix.replaceFirst("[-._]+$", "");
        return name.isEmpty() ? "data" : name;
    }
}
