package dev.nnkit.core.train;

/** The loss of a step was NaN or infinite; the step's update was not carried out. */
final class NotFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    NotFiniteException(long step, double loss, String cause) {
        super("the loss became " + loss + " in step " + step + ". " + cause);
    }
}
