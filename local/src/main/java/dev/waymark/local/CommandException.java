package dev.waymark.local;

/** Why nothing was started, in one sentence for the person at the terminal, with what to do about it. */
public final class CommandException extends RuntimeException {

    public CommandException(String sentence) {
        super(sentence);
    }

    public CommandException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
