package dev.nnkit.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the demos. */
@Command(
        name = "demo",
        description = "Shows things that need no data. Alone, it lists them.",
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "[DEMO]",
        subcommands = {DemoWaysCommand.class, DemoSteeringCommand.class},
        footer = {"", "Examples:", "  nn demo", "  nn demo ways", "  nn demo steering --seed 2"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Mixin
    private final Standard standard = new Standard();

    @Override
    public Integer call() {
        standard.out().println("Demos:");
        for (CommandLine demo : spec.subcommands().values()) {
            CommandSpec one = demo.getCommandSpec();
            standard.out()
                    .println(String.format(
                            "  nn demo %-10s %s", one.name(), one.usageMessage().description()[0]));
        }
        standard.out().println("nn demo NAME --help tells more.");
        return 0;
    }
}
