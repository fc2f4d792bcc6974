package dev.waymark.local;

/** Why nothing was started, in one sentence for the person at the terminal, with what to do about it. */
public final class CannotRun extends RuntimeException {

    public CannotRun(String sentence) {
        super(sentence);
    }

    public CannotRun(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
