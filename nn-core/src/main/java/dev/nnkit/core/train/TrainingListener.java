package dev.nnkit.core.train;

import dev.nnkit.core.data.Examples;
import dev.nnkit.core.network.Network;
import java.util.List;

/**
 * Watches training, and may stop it. Called by the thread that trains; between calls the network is not changed by
 * anybody else, and a listener may read it.
 */
public interface TrainingListener {
    /** What a listener can do. */
    interface Control {
        /** Asks training to end after this call; the first reason given is the one that is reported. */
        void stop(String reason);

        Network network();

        /** What is made smaller. */
        Objective objective();

        /** What is learned from. A listener may open passes of its own. */
        Examples data();

        /** The epochs that are finished, in order; those before the run was resumed too. */
        List<EpochReport> epochs();
    }

    /** After every update. */
    default void onStep(StepReport report, Control control) {}

    /** After every epoch, when validation is done. */
    default void onEpoch(EpochReport report, Control control) {}

    /** Once, at the end, also after a stop. */
    default void onEnd(History history, Control control) {}
}
