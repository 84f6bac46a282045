package dev.nnkit.core.export;

import dev.nnkit.api.Shape;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.file.ModelFile;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Feature;
import dev.nnkit.core.table.Scaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/**
 * A model as Java source: one class that predicts, uses nothing but java.lang and java.util, and is compiled by Java 11 or
 * later. Its weights stand in it as texts, bit by bit.
 *
 * <p>It has {@code predict}, from the numbers of one example to those that the network answers with (logits where it
 * learned classes), floats or doubles as the network has them; {@code classOf} and {@code CLASS_NAMES} for classes; for
 * tables of numbers {@code FEATURES} and {@code encode}, which scales a row; and {@code decode} for a target that was
 * scaled. Answers agree with the network's up to rounding. What can be written: dense, conv2d, maxPool2d, batchNorm with
 * its running statistics, softmax, flatten, reshape, dropout, which does nothing, residual and sequential, and the
 * activations of nnkit.
 */
public final class JavaSource {
    /** Names that the source itself uses. */
    private static final Set<String> TAKEN =
            Set.of("Base64", "List", "String", "Math", "Float", "Double", "IllegalArgumentException");

    private final Model model;
    private final Network network;
    private final @Nullable Columns columns;
    private final JavaLayers layers;
    private final StringBuilder members = new StringBuilder();

    private JavaSource(Model model) {
        this.model = model;
        this.network = model.network();
        this.columns = model.columns();
        this.layers = JavaLayers.of(network);
    }

    /**
     * Writes the source, which is the same for the same model.
     *
     * @param packageName empty for none
     * @throws IllegalArgumentException if a name is none in Java, or the network has layers that cannot be written, naming
     *     them all
     */
    public static String of(Model model, String packageName, String className) {
        boolean identifier = SourceVersion.isIdentifier(className) && !SourceVersion.isKeyword(className);
        if (!identifier || TAKEN.contains(className)) {
            throw new IllegalArgumentException("Java source: \"" + className + "\" cannot be the name of the class. "
                    + (identifier ? "The source uses that name itself." : "It must be an identifier of Java."));
        }
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw new IllegalArgumentException("Java source: \"" + packageName
                    + "\" cannot be the name of a package. It must be identifiers with points between: com.acme.");
        }
        return new JavaSource(model).write(packageName, className);
    }

    private String write(String packageName, String className) {
        predict();
        classes();
        table();
        layers.methods().forEach(this::member);
        boolean lists = members.indexOf("List.of(") >= 0;
        boolean arrays = !layers.constants().isEmpty();
        return (packageName.isEmpty() ? "" : "package " + packageName + ";\n\n")
                + (arrays ? "import java.util.Base64;\n" : "")
                + (lists ? "import java.util.List;\n" : "")
                + (arrays || lists ? "\n" : "")
                + """
                /**
                 * Predicts, without any library, as the network
                 * {@code %s}
                 * does. Written by nnkit %s. Thread-safe.
                 */
                public final class %s {
                """.formatted(JavaText.comment(network.toString()), ModelFile.libraryVersion(), className)
                + "    private " + className + "() {}\n"
                + members
                + layers.constants()
                + "}\n";
    }

    /** @param text in which real stands for the type of the numbers, with places for {@code values} */
    private void template(String text, Object... values) {
        member(JavaText.typed(text, layers.real()).formatted(values));
    }

    private void member(String text) {
        members.append('\n').append(text);
    }

    private void predict() {
        Shape input = network.inputShape();
        String order = input.rank() == 1 ? "" : ", row by row";
        String from = columns == null ? "" : columnsNote(columns);
        template(
                """
                    /**
                     * What the network answers%s.
                     *
                     * @param input %d numbers, %s%s%s
                     * @return %d numbers, %s
                     */
                    public static real[] predict(real[] input) {
                        if (input.length != %d) {
                            throw new IllegalArgumentException(
                                    "predict: there must be %d numbers but there are " + input.length + ".");
                        }
                %s    }
                """,
                answers(),
                input.size(),
                input,
                order,
                from,
                network.outputShape().size(),
                network.outputShape(),
                input.size(),
                input.size(),
                layers.statements());
    }

    private String answers() {
        boolean probabilities = network.outputsProbabilities(0);
        return switch (model.task()) {
            case CLASSES -> probabilities ? ", a probability for each class" : ", a logit for each class";
            case BINARY -> probabilities ? ", the probability of class 1" : ", the logit of class 1";
            case REGRESSION -> "";
        };
    }

    private static String columnsNote(Columns columns) {
        return isNumeric(columns)
                ? ", as encode makes them"
                : ", encoded as in training: scaled numbers, and 1 for\n     *     the category of a row, 0 for each other";
    }

    private static boolean isNumeric(Columns columns) {
        return columns.features().stream().allMatch(Feature.Numeric.class::isInstance);
    }

    private void classes() {
        if (!model.classNames().isEmpty()) {
            member(
                    "    /** The names of the classes, by number. */\n    public static final List<String> CLASS_NAMES =\n"
                            + "            " + JavaText.list(model.classNames()) + ";\n");
        }
        boolean one = network.outputShape().size() == 1;
        if (model.task() == Task.BINARY && one) {
            String border = network.outputsProbabilities(0) ? "0.5" : "0";
            template("""
                        /** The number of the class: 0 or 1. */
                        public static int classOf(real[] input) {
                            return predict(input)[0] > %s ? 1 : 0;
                        }
                    """, border);
        } else if (model.task() == Task.CLASSES && network.outputShape().rank() == 1) {
            template("""
                        /** The number of the likeliest class, from 0 on. */
                        public static int classOf(real[] input) {
                            real[] answers = predict(input);
                            int best = 0;
                            for (int i = 1; i < answers.length; i++) {
                                best = answers[i] > answers[best] ? i : best;
                            }
                            return best;
                        }
                    """);
        }
    }

    private void table() {
        if (columns == null) {
            return;
        }
        if (isNumeric(columns)) {
            encode(columns);
        }
        Scaling scaling = columns.target().scaling();
        if (!scaling.equals(Scaling.NONE)) {
            template("""
                        /** An answer of predict in the unit of the table that was learned from. */
                        public static double decode(double answer) {
                            return answer * %s + %s;
                        }
                    """, scaling.divisor(), scaling.offset());
        }
    }

    private void encode(Columns numeric) {
        List<Double> offsets = new ArrayList<>();
        List<Double> divisors = new ArrayList<>();
        List<Double> standIns = new ArrayList<>();
        for (Feature feature : numeric.features()) {
            if (feature instanceof Feature.Numeric number) {
                Scaling scaling = number.scaling();
                offsets.add(scaling.offset());
                divisors.add(scaling.divisor());
                standIns.add(number.standIn() == null ? Double.NaN : number.standIn());
            }
        }
        member(
                "    /** The columns of a row, in order. */\n    public static final List<String> FEATURES =\n            "
                        + JavaText.list(
                                numeric.features().stream().map(Feature::name).toList()) + ";\n");
        String missing = array("what stands for missing values", standIns);
        String divisor = array("divisors", divisors);
        String offset = array("offsets", offsets);
        template("""
                    /** Scales a row as in training; for NaN, a missing value, stands what stood for it there, if anything. */
                    public static real[] encode(double... row) {
                        if (row.length != %d) {
                            throw new IllegalArgumentException(
                                    "encode: there must be %d numbers but there are " + row.length + ".");
                        }
                        real[] input = new real[row.length];
                        for (int i = 0; i < row.length; i++) {
                            double number = Double.isNaN(row[i]) ? %s[i] : row[i];
                            input[i] = %s[i] == 0 ? 0 : (real) ((number - %s[i]) / %s[i]);
                        }
                        return input;
                    }
                """, offsets.size(), offsets.size(), missing, divisor, offset, divisor);
    }

    private String array(String comment, List<Double> values) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return layers.constant(comment, Tensor.of(Shape.of(numbers.length), numbers));
    }
}
