package dev.nnkit.core.diagnosis;

/**
 * Something that looks wrong.
 *
 * @param layer the path of the layer, or empty if it is about the whole
 * @param epoch when it was seen first, or worst; 0 if it is about the data
 * @param figure the number that decided
 * @param seen what was seen, as a sentence with its figures
 * @param advice what to try, as sentences
 */
public record Finding(Symptom symptom, String layer, int epoch, double figure, String seen, String advice) {
    static Finding ofWhole(Symptom symptom, int epoch, double figure, String seen, String advice) {
        return new Finding(symptom, "", epoch, figure, seen, advice);
    }

    /** Both sentences. */
    @Override
    public String toString() {
        return seen + " " + advice;
    }
}
