package dev.waymark.orders.projection;

/**
 * A well-formed event that cannot become part of the read model, now or ever. Everything else that goes wrong in a
 * projection is a part that failed and comes back: it is worth trying again for as long as it takes.
 */
public class Unprojectable extends RuntimeException {

    public Unprojectable(String message) {
        super(message);
    }

    public Unprojectable(String message, Throwable cause) {
        super(message, cause);
    }
}
