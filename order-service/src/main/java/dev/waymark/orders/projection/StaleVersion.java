package dev.waymark.orders.projection;

/** Another writer was faster, and stayed so over many tries: the batch has to come again. */
public final class StaleVersion extends RuntimeException {

    StaleVersion(String what) {
        super(what + ": written by another meanwhile");
    }
}
