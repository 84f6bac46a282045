package dev.nnkit.experiment;

import dev.nnkit.api.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can vary: a network and how it is trained, without a learning rate and a seed. Every method gives a changed copy.
 *
 * @param network with places to fill
 * @param optimizer its learning rate is the middle of the grid, unless rates are given
 * @param schedule of the learning rate
 * @param transforms done to all gradients before an update
 * @param loss null for the one that fits the targets: cross entropy for classes, mean squared error for numbers
 * @param epochs passes over the rows for training
 * @param batchSize examples in a step
 * @param precision FLOAT32 or FLOAT64
 */
public record Design(
        NetworkTemplate network,
        String optimizer,
        String schedule,
        List<String> transforms,
        @Nullable String loss,
        int epochs,
        int batchSize,
        DataType precision) {
    public Design {
        transforms = List.copyOf(transforms);
    }

    /** Adam, a constant rate, 10 epochs of batches of 32, FLOAT32. */
    public static Design of(NetworkTemplate network) {
        return new Design(network, "adam", "constant", List.of(), null, 10, 32, DataType.FLOAT32);
    }

    public Design network(NetworkTemplate value) {
        return new Design(value, optimizer, schedule, transforms, loss, epochs, batchSize, precision);
    }

    /** The same with a slot of the network filled: see {@link NetworkTemplate#fill}. */
    public Design fill(String slot, Object value) {
        return network(network.fill(slot, value));
    }

    /** The same with the parts in braces repeated: see {@link NetworkTemplate#repeat}. */
    public Design depth(int times) {
        return network(network.repeat(times));
    }

    public Design optimizer(String value) {
        return new Design(network, value, schedule, transforms, loss, epochs, batchSize, precision);
    }

    public Design schedule(String value) {
        return new Design(network, optimizer, value, transforms, loss, epochs, batchSize, precision);
    }

    public Design transforms(List<String> value) {
        return new Design(network, optimizer, schedule, value, loss, epochs, batchSize, precision);
    }

    public Design loss(@Nullable String value) {
        return new Design(network, optimizer, schedule, transforms, value, epochs, batchSize, precision);
    }

    public Design epochs(int value) {
        return new Design(network, optimizer, schedule, transforms, loss, value, batchSize, precision);
    }

    public Design batchSize(int value) {
        return new Design(network, optimizer, schedule, transforms, loss, epochs, value, precision);
    }

    public Design precision(DataType value) {
        return new Design(network, optimizer, schedule, transforms, loss, epochs, batchSize, value);
    }
}
