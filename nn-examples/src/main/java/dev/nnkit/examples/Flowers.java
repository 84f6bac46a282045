package dev.nnkit.examples;

import static dev.nnkit.activation.Activations.tanh;
import static dev.nnkit.core.layer.Layers.dense;
import static dev.nnkit.core.layer.Layers.sequential;
import static dev.nnkit.core.loss.Losses.softmaxCrossEntropy;
import static dev.nnkit.optimizer.Optimizers.adam;

import dev.nnkit.api.RandomStream;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.file.Model;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.table.Columns;
import dev.nnkit.core.table.Table;
import dev.nnkit.core.table.TableOptions;
import dev.nnkit.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list of records, learned from as a table is: numbers scaled, enums and texts made categories. */
public final class Flowers {
    private Flowers() {}

    /** Of a petal. */
    enum Colour {
        RED,
        WHITE
    }

    /** What is seen of a flower, and what it is. */
    record Flower(double length, Colour colour, boolean scented, String species) {}

    /** The answers for a long red flower and a short white one, one number for each species. */
    static Tensor run() {
        List<Flower> flowers = draw(200);
        Flower longAndRed = new Flower(7, Colour.RED, true, "?");
        Flower shortAndWhite = new Flower(2, Colour.WHITE, false, "?");

        Table table = Table.of(flowers, TableOptions.target("species"), 2);
        Network network = Network.build(
                sequential(dense(8), tanh(), dense(2)), table.columns().shape(), 1);
        Trainer.of(network, softmaxCrossEntropy(), adam(0.01)).epochs(20).fit(table.train());
        Model model = new Model(network, softmaxCrossEntropy(), table.columns()); // what ModelFile.write saves
        return answers(model, List.of(longAndRed, shortAndWhite));
    }

    private static Tensor answers(Model model, List<Flower> flowers) {
        Columns columns = Objects.requireNonNull(model.columns());
        return model.network().predict(columns.encode(flowers, model.network().type()));
    }

    private static List<Flower> draw(int count) {
        RandomStream random = RandomStream.of(1, "flowers");
        List<Flower> flowers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean tulip = random.nextInt(2) == 0;
            Colour colour = tulip || random.nextInt(4) == 0 ? Colour.RED : Colour.WHITE;
            double length = (tulip ? 6 : 3) + random.nextGaussian();
            flowers.add(new Flower(length, colour, random.nextInt(2) == 0, tulip ? "tulip" : "daisy"));
        }
        return flowers;
    }

    public static void main(String[] args) {
        System.out.println(run());
    }
}
