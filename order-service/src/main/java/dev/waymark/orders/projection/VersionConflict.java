package dev.waymark.orders.projection;

/** Another writer has stored a version of the same aggregate in the meantime. */
public final class VersionConflict extends RuntimeException {

    VersionConflict(int aggregates) {
        super("version conflict in a batch of " + aggregates);
    }
}
