package dev.nnkit.experiment.trial;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * One training that is to be done: a value that is printed as JSON, sent elsewhere and read again. The same trial gives the
 * same {@link TrialResult}, bit for bit, wherever it runs.
 *
 * @param network all of its layers, as text
 * @param seed of the first weights, the order of the rows, the split, and what layers draw
 */
public record Trial(String network, TrainingSettings settings, DataReference data, long seed, Purpose purpose) {
    /** Part of every identity; raised when the same trial would give another result than before. */
    private static final String MEANING = "nnkit trial 1\n";

    /**
     * What this trial is, as 64 hexadecimal digits: the SHA-256 of everything that makes a difference to its result. The
     * name of the data does not, nor do threads, machine or time.
     */
    public String identity() {
        Trial nameless = new Trial(network, settings, new DataReference("", data.sha256()), seed, purpose);
        return Hashing.sha256()
                .hashString(MEANING + nameless.toJson(), StandardCharsets.UTF_8)
                .toString();
    }

    /** The {@link #identity} that trials have in common which differ in nothing but seed and purpose. */
    public String configuration() {
        return withSeed(0, Purpose.FINAL).identity();
    }

    /** The same with another seed and purpose. */
    public Trial withSeed(long other, Purpose otherPurpose) {
        return new Trial(network, settings, data, other, otherPurpose);
    }

    /** As one line of JSON. */
    public String toJson() {
        return JsonText.of(out -> TrialJson.write(this, out));
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toJson} prints */
    public static Trial parse(String json) {
        return TrialJson.trial(JsonTree.parse("trial", json));
    }
}
