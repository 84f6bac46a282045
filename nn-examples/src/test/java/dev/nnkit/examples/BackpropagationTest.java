package dev.nnkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nnkit.api.Gradients;
import dev.nnkit.api.Parameter;
import dev.nnkit.explain.Agreement;
import dev.nnkit.explain.DenseStep;
import dev.nnkit.explain.Explanation;
import dev.nnkit.explain.ExplanationText;
import dev.nnkit.explain.Neuron;
import dev.nnkit.explain.OutputError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every number of docs/backpropagation.md: in boxes, in equations, and in sentences. */
class BackpropagationTest {
    private static final Pattern BOX = Pattern.compile("```text\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern EQUATION = Pattern.compile("`([-+*/() 0-9.]+) = (-?[0-9.]+)`");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w./-])-?\\d+(\\.\\d+)?(?![\\w/]|\\.\\d)");

    private static String document;
    private static Explanation lesson;
    private static Explanation flat;

    @BeforeAll
    static void read() throws IOException {
        document = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/backpropagation.md"));
        lesson = Backpropagation.lessonExplained();
        flat = Backpropagation.flatExplained();
    }

    @Test
    void boxesAreWhatIsPrinted() {
        String printed = new ExplanationText().of(lesson);
        List<String> boxes = all(BOX, document, 1);
        boxes.forEach(box -> assertTrue(printed.contains(box), box + " is not a part of:\n" + printed));
        assertEquals(5, boxes.size());
    }

    @Test
    void equationsAreRightAndSpeakOfTheExamples() {
        List<Double> known = new ArrayList<>(numbers(lesson));
        known.addAll(numbers(flat));
        Matcher equations = EQUATION.matcher(document);
        int count = 0;
        while (equations.find()) {
            String result = equations.group(2);
            double unit = unit(result);
            assertEquals(Double.parseDouble(result), Arithmetic.of(equations.group(1)), 0.6 * unit, equations.group());
            requireKnown(result, known, equations.group());
            count++;
        }
        assertEquals(22, count);
    }

    /** Outside of boxes, code and links: those of the examples, and the counts 0, 1 and 2. */
    @Test
    void numbersInSentencesAreThoseOfTheExamples() {
        List<Double> known = new ArrayList<>(numbers(lesson));
        known.addAll(numbers(flat));
        known.addAll(List.of(0.0, 1.0, 2.0));
        String sentences = document.replaceAll("(?s)```.*?```", "")
                .replaceAll("`[^`]*`", "")
                .replaceAll("\\[[^\\]]*\\]\\([^)]*\\)", "")
                .replace("0.3 and -0.3 say", "");
        Set<String> found = new TreeSet<>(all(NUMBER, sentences, 0));
        found.forEach(number -> requireKnown(number, known, number));
        assertTrue(found.containsAll(List.of("0.3", "0.8", "0.2", "0.997527", "-1", "5")), found.toString());
    }

    @Test
    void theWrongWay() {
        Neuron hidden = flat.steps().get(0).neurons().get(0);
        assertTrue(hidden.blame().transposed() < 0 && hidden.blame().exact() > 0, hidden.toString());
        Agreement agreement = flat.hiddenAgreement();
        assertEquals(-1, agreement.cosine().orElseThrow(), 1e-12);
        assertEquals(1, agreement.opposite());
    }

    @Test
    void thePullbackTellsTheSameGradients() {
        Gradients gradients = Backpropagation.lessonGradients();
        List<Parameter> parameters = gradients.parameters();
        for (int layer = 0; layer < 2; layer++) {
            DenseStep step = lesson.steps().get(layer);
            int units = step.neurons().size();
            for (int i = 0; i < step.weights().rows() * units; i++) {
                double gradient = gradients.sum(parameters.get(2 * layer)).get(i);
                assertEquals(step.gradients().get(i / units, i % units), gradient, 1e-15);
            }
            for (int j = 0; j < units; j++) {
                double gradient = gradients.sum(parameters.get(2 * layer + 1)).get(j);
                assertEquals(step.neurons().get(j).biasGradient(), gradient, 1e-15);
            }
        }
    }

    private static void requireKnown(String text, List<Double> known, String where) {
        double number = Double.parseDouble(text);
        double unit = unit(text);
        assertTrue(
                known.stream().anyMatch(one -> Math.abs(one - number) <= 0.6 * unit),
                () -> where + ": " + text + " is no number of the examples");
    }

    /** The last digit. */
    private static double unit(String number) {
        int dot = number.indexOf('.');
        return dot < 0 ? 1e-9 : Math.pow(10, dot + 1 - number.length());
    }

    private static List<String> all(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).toList();
    }

    private static List<Double> numbers(Explanation explanation) {
        List<Double> numbers = new ArrayList<>(explanation.input());
        numbers.addAll(List.of(explanation.lossBefore(), explanation.lossAfter(), explanation.learningRate()));
        for (OutputError error : explanation.outputs()) {
            numbers.addAll(List.of(error.target(), error.guess(), error.error()));
        }
        for (DenseStep step : explanation.steps()) {
            for (Neuron neuron : step.neurons()) {
                numbers.addAll(List.of(
                        neuron.bias(),
                        neuron.weightedSum(),
                        neuron.output(),
                        neuron.slope(),
                        neuron.sumOfWeights(),
                        neuron.blame().share().orElseThrow(),
                        neuron.blame().transposed(),
                        neuron.blame().exact()));
                for (int i = 0; i < step.inputs().size(); i++) {
                    double weight = step.weights().get(i, neuron.index());
                    numbers.addAll(List.of(
                            weight,
                            step.contribution(i, neuron.index()),
                            step.gradients().get(i, neuron.index()),
                            step.nudge(i, neuron.index()),
                            weight + step.nudge(i, neuron.index())));
                }
            }
        }
        return numbers;
    }
}
