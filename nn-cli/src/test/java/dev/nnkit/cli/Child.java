package dev.nnkit.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command in a JVM of its own. */
final class Child {
    private Child() {}

    /**
     * The same, but it minds Ctrl-C: what a shell runs in the background ignores it, and so do the children of that, unless
     * {@code env} says otherwise.
     */
    static ProcessBuilder interruptible(Path folder, Object... args) throws IOException, InterruptedException {
        ProcessBuilder builder = nn(folder, args);
        List<String> minding = List.of("env", "--default-signal=INT");
        List<String> trial = new ArrayList<>(minding);
        trial.add("true");
        boolean knows = new ProcessBuilder(trial)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
        if (knows) {
            builder.command().addAll(0, minding);
        }
        return builder;
    }

    /** As Ctrl-C does. */
    static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** With standard error going where standard output goes, unless it is redirected before the start. */
    static ProcessBuilder nn(Path folder, Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Half of the time of these children is their start.
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    }

    static Process start(Path folder, Object... args) throws IOException {
        return nn(folder, args).start();
    }
}
