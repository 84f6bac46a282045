package dev.nnkit.experiment.trial;

/**
 * A trial that was run, with what came of it.
 *
 * @param provenance by what and where
 * @param started when, as ISO 8601 prints it: {@code 2026-01-31T23:59:59Z}
 * @param seconds how long it took
 */
public record TrialRecord(Trial trial, TrialResult result, Provenance provenance, String started, double seconds) {
    /** As one line of JSON: everything, so that it can be sent and read again. */
    public String toJson() {
        return JsonText.of(out -> RecordJson.write(this, out));
    }

    /** @throws IllegalArgumentException if the text is not what {@link #toJson} prints */
    public static TrialRecord parse(String json) {
        return RecordJson.read(JsonTree.parse("trial record", json));
    }
}
