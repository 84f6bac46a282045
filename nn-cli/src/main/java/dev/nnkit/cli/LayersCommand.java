package dev.nnkit.cli;

import dev.nnkit.api.Activation;
import dev.nnkit.api.GradientTransform;
import dev.nnkit.api.Initializer;
import dev.nnkit.api.JoinSpec;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Schedule;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what the installed plug-ins bring. */
@Command(
        name = "layers",
        description =
                "Lists the words that the text of a network, an optimizer and the like can use, plug-ins included.",
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Example:",
            "  nn layers",
            "Arguments are given in this order or by name, dense(128, bias=false); those in brackets can be left out."
        })
final class LayersCommand implements Callable<Integer> {
    private static final Map<String, Class<?>> KINDS = kinds();

    @Mixin
    private final Standard standard = new Standard();

    private static Map<String, Class<?>> kinds() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        kinds.put("layers (--layers)", LayerSpec.class);
        kinds.put("activations (--layers)", Activation.class);
        kinds.put("joins (in a graph)", JoinSpec.class);
        kinds.put("initialisers", Initializer.class);
        kinds.put("losses (--loss)", Loss.class);
        kinds.put("optimizers (--optimizer)", Optimizer.class);
        kinds.put("schedules (--schedule)", Schedule.class);
        kinds.put("gradient transforms (--transform)", GradientTransform.class);
        return kinds;
    }

    @Override
    public Integer call() {
        PrintWriter out = standard.out();
        Registry registry = Registry.installed();
        KINDS.forEach((title, kind) -> {
            out.println(title + ":");
            registry.names(kind).forEach(name -> out.println("  " + registry.signature(kind, name)));
        });
        return 0;
    }
}
