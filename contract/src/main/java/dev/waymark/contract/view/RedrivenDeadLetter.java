package dev.waymark.contract.view;

/** What became of a dead letter that was to be written to its topic once more. */
public record RedrivenDeadLetter(String id, Outcome outcome) {

    /** How it ended. */
    public enum Outcome {
        REDRIVEN,
        ALREADY_REDRIVEN,
        /** It is not whole, and the record is no more where it comes from. */
        INCOMPLETE
    }
}
