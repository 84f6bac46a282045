package dev.nnkit.explain;

import dev.nnkit.api.DataType;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes what a page knows as JSON; numbers that are not finite as null. */
final class PageData {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final NetworkDrawing drawing;
    private final Explanation explanation;
    private final JsonGenerator json;

    private PageData(NetworkDrawing drawing, JsonGenerator json) {
        this.drawing = drawing;
        this.explanation = drawing.explanation();
        this.json = json;
    }

    /**
     * Everything, fit to stand in a script element.
     *
     * @param without why there are no knobs; null where there are
     */
    static String of(NetworkDrawing drawing, @Nullable String without) {
        // "<" stands in strings only, and could end the script there
        return written(drawing, data -> data.everything(without)).replace("<", "\\u003c");
    }

    /** The numbers of the picture by themselves. */
    static String numbers(NetworkDrawing drawing) {
        return written(drawing, PageData::view);
    }

    private static String written(NetworkDrawing drawing, Consumer<PageData> content) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), writer)) {
            content.accept(new PageData(drawing, generator));
        }
        return writer.toString();
    }

    private void everything(@Nullable String without) {
        json.writeStartObject();
        json.writeName("names");
        columns(
                drawing.groups().columns(),
                (column, circle) ->
                        json.writeString(drawing.groups().name(explanation, drawing.names(), column, circle)));
        json.writeName("groups");
        columns(
                drawing.groups().columns(),
                (column, circle) ->
                        integers(drawing.groups().columns().get(column).get(circle)));
        list("captions", Caption.of(explanation), this::caption);
        list("layers", explanation.steps(), this::layer);
        json.writeName("view");
        view();
        if (without == null) {
            sources();
            json.writeName("net");
            net();
        } else {
            json.writeName("without").writeString(without);
        }
        json.writeEndObject();
    }

    private interface Place {
        void write(int column, int circle);
    }

    private void columns(List<? extends List<?>> columns, Place place) {
        json.writeStartArray();
        for (int column = 0; column < columns.size(); column++) {
            json.writeStartArray();
            for (int circle = 0; circle < columns.get(column).size(); circle++) {
                place.write(column, circle);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private <T> void list(String name, List<T> items, Consumer<T> item) {
        json.writeName(name).writeStartArray();
        items.forEach(item);
        json.writeEndArray();
    }

    private void integers(List<Integer> numbers) {
        json.writeStartArray();
        numbers.forEach(json::writeNumber);
        json.writeEndArray();
    }

    private void numbers(List<Double> numbers) {
        json.writeStartArray();
        numbers.forEach(this::number);
        json.writeEndArray();
    }

    private void number(double number) {
        if (Double.isFinite(number)) {
            json.writeNumber(number == 0 ? 0 : number);
        } else {
            json.writeNull();
        }
    }

    private void number(String name, double number) {
        json.writeName(name);
        number(number);
    }

    private void caption(Caption caption) {
        json.writeStartObject();
        json.writeName("kind").writeString(caption.kind());
        json.writeName("layer").writeNumber(caption.layer());
        json.writeName("title").writeString(caption.title());
        json.writeName("text").writeString(caption.text());
        json.writeEndObject();
    }

    private void layer(DenseStep step) {
        json.writeStartObject();
        json.writeName("name")
                .writeString(Names.layer(explanation, explanation.steps().indexOf(step)));
        json.writeName("activation")
                .writeString(String.join(
                        " ", step.activations().stream().map(Object::toString).toList()));
        json.writeName("bias").writeBoolean(step.hasBias());
        json.writeEndObject();
    }

    /** The names of all inputs and neurons, also of those that have no circle of their own. */
    private void sources() {
        List<List<String>> sources = new ArrayList<>();
        sources.add(IntStream.range(0, explanation.input().size())
                .mapToObj(drawing.names()::input)
                .toList());
        for (int s = 0; s < explanation.steps().size(); s++) {
            int step = s;
            sources.add(explanation.steps().get(s).neurons().stream()
                    .map(neuron -> drawing.names().neuron(explanation, step, neuron.index()))
                    .toList());
        }
        json.writeName("sources");
        columns(sources, (column, i) -> json.writeString(sources.get(column).get(i)));
    }

    /** What the page must know to compute by itself. */
    private void net() {
        json.writeStartObject();
        number("rate", explanation.learningRate());
        json.writeName("single").writeBoolean(explanation.type() == DataType.FLOAT32);
        json.writeName("input");
        numbers(explanation.input());
        json.writeName("targets");
        numbers(explanation.outputs().stream().map(OutputError::target).toList());
        list("fixed", explanation.steps(), step -> {
            json.writeStartObject();
            json.writeName("weights").writeBoolean(step.weightsFixed());
            json.writeName("biases").writeBoolean(step.biasFixed());
            json.writeName("noBias").writeBoolean(!step.hasBias());
            json.writeEndObject();
        });
        list("layers", explanation.steps(), step -> {
            json.writeStartObject();
            json.writeName("weights").writeStartArray();
            for (int i = 0; i < step.weights().rows(); i++) {
                int row = i;
                numbers(step.neurons().stream()
                        .map(neuron -> step.weights().get(row, neuron.index()))
                        .toList());
            }
            json.writeEndArray();
            json.writeName("biases");
            numbers(step.neurons().stream().map(Neuron::bias).toList());
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private void view() {
        View view = drawing.view();
        json.writeStartObject();
        json.writeName("columns");
        columns(view.columns(), (column, i) -> circle(view.columns().get(column).get(i)));
        list(
                "lines",
                view.lines(),
                layer -> columns(layer, (i, j) -> line(layer.get(i).get(j))));
        list("outputs", view.outputs(), output -> {
            json.writeStartObject();
            number("target", output.target());
            number("guess", output.guess());
            number("error", output.error());
            json.writeEndObject();
        });
        number("lossBefore", view.lossBefore());
        number("lossAfter", view.lossAfter());
        number("line", view.line());
        agreement("hidden", view.hidden());
        agreement("weights", view.weights());
        json.writeEndObject();
    }

    private void circle(View.Circle circle) {
        json.writeStartObject();
        number("sum", circle.sum());
        number("value", circle.value());
        number("slope", circle.slope());
        number("bias", circle.bias());
        number("share", circle.share());
        number("transposed", circle.transposed());
        number("exact", circle.exact());
        number("biasGradient", circle.biasGradient());
        number("biasNudge", circle.biasNudge());
        number("biasBrings", circle.biasBrings());
        json.writeEndObject();
    }

    private void line(View.Line line) {
        json.writeStartObject();
        number("weight", line.weight());
        number("adds", line.adds());
        number("back", line.back());
        number("gradient", line.gradient());
        number("nudge", line.nudge());
        number("brings", line.brings());
        json.writeEndObject();
    }

    private void agreement(String name, Agreement agreement) {
        json.writeName(name).writeStartObject();
        number("cosine", agreement.cosine().orElse(Double.NaN));
        json.writeName("same").writeNumber(agreement.same());
        json.writeName("opposite").writeNumber(agreement.opposite());
        json.writeName("undecided").writeNumber(agreement.undecided());
        json.writeEndObject();
    }
}
