package dev.nnkit.cli;

import dev.nnkit.api.Tensor;
import java.io.PrintWriter;

/** Writes answers, a line each. Where nobody reads them any more, as behind {@code head}, it says so and is silent. */
final class AnswerWriter {
    private final Answers answers;
    private final AnswerFormat format;
    private final PrintWriter out;

    AnswerWriter(Answers answers, AnswerFormat format, PrintWriter out) {
        this.answers = answers;
        this.format = format;
        this.out = out;
    }

    /** Names the fields, if the format does so. */
    void begin() {
        if (format == AnswerFormat.CSV) {
            out.print(answers.header() + "\n");
            out.flush();
        }
    }

    /**
     * Writes the answers to a batch, and sees to it that they arrive.
     *
     * @return false if nobody reads them
     */
    boolean write(Tensor outputs) {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < outputs.batch(); row++) {
            lines.append(format == AnswerFormat.CSV ? answers.csv(outputs, row) : answers.json(outputs, row))
                    .append('\n');
        }
        out.print(lines);
        out.flush();
        return !out.checkError();
    }
}
