package dev.nnkit.core.diagnosis;

/** What the doctor knows. {@code docs/doctor.md} says of each what it means, when it is told and what to try. */
public enum Symptom {
    NOT_FINITE,
    UNSCALED_INPUTS,
    LEARNING_RATE_TOO_HIGH,
    LEARNING_RATE_TOO_LOW,
    EXPLODING_GRADIENTS,
    VANISHING_GRADIENTS,
    DEAD_UNITS,
    SATURATED_UNITS,
    CONSTANT_GUESS,
    OVER_FITTING,
    UNBALANCED_CLASSES
}
