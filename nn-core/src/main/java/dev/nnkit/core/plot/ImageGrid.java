package dev.nnkit.core.plot;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Images in rows, each with a caption below it, such as the worst mistakes of a network.
 *
 * <p>The same images give the same text. Each method returns a new grid. Thread-safe as long as nobody writes into the
 * images.
 *
 * @param columns how many stand side by side, 1 or more; throws IllegalArgumentException otherwise
 */
public record ImageGrid(String title, int columns, List<Tile> tiles) {
    private static final double GAP = 10;
    private static final double TOP = 46;
    /** The longer side of an image, about, in pixels of the picture. */
    private static final int SIDE = 96;

    public ImageGrid {
        tiles = List.copyOf(tiles);
        if (columns < 1) {
            throw new IllegalArgumentException("image grid: columns must be 1 or more but is " + columns + ".");
        }
    }

    /**
     * An image with its caption, in which a line break begins a new line.
     *
     * @param image [height, width, 1] for grey or [height, width, 3] for red, green, blue; from 0, black, to 1. Throws
     *     IllegalArgumentException for another shape
     */
    public record Tile(Tensor image, String caption) {
        public Tile {
            Shape shape = image.shape();
            if (shape.rank() != 3 || (shape.last() != 1 && shape.last() != 3) || shape.size() == 0) {
                throw new IllegalArgumentException("image grid: an image must have shape [height, width, 1] or"
                        + " [height, width, 3] but has " + shape + ".");
            }
        }

        /** Pixels are enlarged here, by a whole factor, since not every viewer leaves them sharp. */
        private int scale() {
            return Math.max(
                    1, SIDE / Math.max(image.shape().axis(0), image.shape().axis(1)));
        }

        private int width() {
            return image.shape().axis(1) * scale();
        }

        private int height() {
            return image.shape().axis(0) * scale();
        }

        private List<String> lines() {
            return caption.lines().toList();
        }

        private double fullWidth() {
            double widest = width();
            for (String line : lines()) {
                widest = Math.max(widest, Drawing.width(line, Drawing.TEXT));
            }
            return widest;
        }
    }

    /** A grid without images yet. */
    public static ImageGrid of(String title, int columns) {
        return new ImageGrid(title, columns, List.of());
    }

    /** With one more image. */
    public ImageGrid add(Tensor image, String caption) {
        List<Tile> more = new ArrayList<>(tiles);
        more.add(new Tile(image, caption));
        return new ImageGrid(title, columns, more);
    }

    /** The picture. */
    public String toSvg() {
        double cell = 0;
        int image = 0;
        int lines = 0;
        for (Tile tile : tiles) {
            cell = Math.max(cell, tile.fullWidth());
            image = Math.max(image, tile.height());
            lines = Math.max(lines, tile.lines().size());
        }
        double row = image + lines * Drawing.LINE + 2 * GAP;
        int across = Math.min(columns, tiles.size());
        int down = (tiles.size() + columns - 1) / columns;
        double width = Math.max(GAP + across * (cell + GAP), 2 * GAP + Drawing.width(title, Drawing.TITLE));
        Drawing drawing = new Drawing(width, TOP + down * row, title);
        drawing.title(GAP, title);
        for (int i = 0; i < tiles.size(); i++) {
            int rowsAbove = i / columns;
            double middle = GAP + i % columns * (cell + GAP) + cell / 2;
            draw(drawing, tiles.get(i), middle, TOP + rowsAbove * row, image);
        }
        return drawing.finish();
    }

    private static void draw(Drawing drawing, Tile tile, double middle, double top, double imageHeight) {
        double left = middle - tile.width() / 2.0;
        String png = Png.base64(tile.image(), tile.scale());
        drawing.image(left, top, tile.width(), tile.height(), png);
        drawing.frame(left, top, tile.width(), tile.height(), Palette.FAINT_INK);
        double at = top + imageHeight;
        for (String line : tile.lines()) {
            at += Drawing.LINE;
            drawing.text(middle, at, Drawing.Anchor.MIDDLE, Palette.INK, line);
        }
    }
}
