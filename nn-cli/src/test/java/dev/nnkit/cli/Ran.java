package dev.nnkit.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One run of the command in this JVM. */
record Ran(int code, String out, String err) {
    /** Arguments, and more of them. */
    static Object[] join(List<?> args, Object... more) {
        return Stream.concat(args.stream(), Stream.of(more)).toArray();
    }

    /** With something to read from standard input. */
    static Ran nnReading(String input, Object... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return nn(args);
        } finally {
            System.setIn(before);
        }
    }

    static Ran nn(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
        return new Ran(code, out.toString(), err.toString());
    }
}
