package dev.nnkit.core.train;

/** A listener that remembers something from one call to the next: it is kept in snapshots and given back on resuming. */
public interface Remembering extends TrainingListener {
    void save(Snapshot.Memory memory);

    /** Takes back what {@link #save} put in. */
    void restore(Snapshot.Memory memory);
}
