package dev.waymark.orders.people;

/** What was sealed does not open with the key that is said to open it. */
public final class Unreadable extends RuntimeException {

    Unreadable(String personId, Exception cause) {
        super("person " + personId + ": cannot be opened", cause);
    }
}
