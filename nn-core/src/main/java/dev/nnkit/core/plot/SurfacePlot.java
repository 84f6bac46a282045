package dev.nnkit.core.plot;

import dev.nnkit.api.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network of two inputs answers, place by place, with the examples that it learned from or is asked about. Classes are
 * told apart by colour and by the shape of the marks, and the stronger the colour, the surer the network; numbers go from blue
 * over white to vermilion.
 *
 * <pre>{@code
 * Field field = Field.of(network, Field.Reading.SOFTMAX, Window.around(points), SurfacePlot.SIDE);
 * String svg = SurfacePlot.of("Spirals", field).marks(points, classes).toSvg();
 * }</pre>
 *
 * <p>The same surface gives the same text. Each method returns a new plot. Thread-safe as long as nobody writes into the field.
 *
 * @param caption a line below the title, or empty
 * @param labels of the axes: x, y
 * @param classNames by number; may be fewer than the classes
 */
public record SurfacePlot(
        String title, String caption, List<String> labels, List<String> classNames, Field field, List<Mark> marks) {
    /** A grid that is fine enough for a picture: a place of it is three pixels wide. */
    public static final int SIDE = 140;

    public SurfacePlot {
        labels = List.copyOf(labels);
        classNames = List.copyOf(classNames);
        marks = List.copyOf(marks);
        if (labels.size() != 2) {
            throw new IllegalArgumentException(
                    "surface: there must be 2 labels, of x and y, but there are " + labels + ".");
        }
    }

    /** An example: where it lies, and its class or its number. */
    public record Mark(double x, double y, double target) {}

    /** A surface without marks yet. */
    public static SurfacePlot of(String title, Field field) {
        return new SurfacePlot(title, "", List.of("x", "y"), List.of(), field, List.of());
    }

    /** With other words at the axes. */
    public SurfacePlot labels(String x, String y) {
        return new SurfacePlot(title, caption, List.of(x, y), classNames, field, marks);
    }

    /** With names for the classes, by number. */
    public SurfacePlot classNames(List<String> names) {
        return new SurfacePlot(title, caption, labels, names, field, marks);
    }

    /** With a line below the title. */
    public SurfacePlot caption(String text) {
        return new SurfacePlot(title, text, labels, classNames, field, marks);
    }

    /**
     * With examples.
     *
     * @param points [count, 2]
     * @param targets classes or numbers, one for each point
     */
    public SurfacePlot marks(Tensor points, Tensor targets) {
        if (points.size() != 2 * targets.size()) {
            throw new IllegalArgumentException("surface: points must have shape [" + targets.size()
                    + ", 2], one for each target, but have " + points.shape() + ".");
        }
        List<Mark> all = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            all.add(new Mark(points.get(2 * i), points.get(2 * i + 1), targets.get(i)));
        }
        return new SurfacePlot(title, caption, labels, classNames, field, all);
    }

    /** The picture. */
    public String toSvg() {
        SurfaceDrawing drawing = new SurfaceDrawing(List.of(this));
        drawing.drawField(this);
        return drawing.finish();
    }

    String className(int index) {
        return index < classNames.size() ? classNames.get(index) : "class " + index;
    }
}
