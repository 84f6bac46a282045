package dev.nnkit.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command in this JVM. */
record Ran(int code, String out, String err) {
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
