package dev.waymark.orders.kafka;

/** A record that cannot be taken, now or ever. Its message goes into a header: it names no value. */
final class Poison extends RuntimeException {

    Poison(String reason) {
        super(reason);
    }

    Poison(String reason, Throwable cause) {
        super(reason, cause);
    }
}
