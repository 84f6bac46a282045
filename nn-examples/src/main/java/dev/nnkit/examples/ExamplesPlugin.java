package dev.nnkit.examples;

import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;

/** Makes the three pieces of one's own known by name, so that they can be written in text and saved. */
public final class ExamplesPlugin implements Plugin {
    public ExamplesPlugin() {}

    @Override
    public void register(Registry registry) {
        registry.layer("examples.scale", Scale.class, arguments -> new Scale(arguments.number("start")));
        registry.activation("examples.snake", Snake.class, arguments -> new Snake(arguments.number("a")));
        registry.optimizer(
                "examples.signSgd", SignSgd.class, arguments -> new SignSgd(arguments.number("learningRate")));
    }
}
