package dev.nnkit.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What was timed, and on what.
 *
 * @param java the version of the JVM
 * @param machine the processor, where the system tells it, architecture, and number of processors
 */
public record BenchReport(String java, String machine, List<Timing> training, List<StartTiming> start) {
    /** On this machine. */
    public static BenchReport of(List<Timing> training, List<StartTiming> start) {
        return new BenchReport(
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                processor() + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                List.copyOf(training),
                List.copyOf(start));
    }

    /** Linux names it; elsewhere nothing. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    /** An object with these components; what is not known is null. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("java", java);
            json.writeStringProperty("machine", machine);
            write("training", training, json);
            write("start", start, json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(String name, List<? extends Record> records, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        for (Record record : records) {
            json.writeStartObject();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                json.writeName(component.getName());
                write(Lines.get(component, record), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        } else {
            json.writeString(value.toString());
        }
    }
}
