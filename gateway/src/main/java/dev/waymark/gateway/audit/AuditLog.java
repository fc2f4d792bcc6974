package dev.waymark.gateway.audit;

import dev.waymark.contract.audit.AuditEvent;
import java.util.concurrent.CompletableFuture;

/** The topic {@code audit}: nothing in it is ever changed. */
public interface AuditLog {

    /** Begins at once, and completes when the broker has acknowledged the event. Fails when too many wait. */
    CompletableFuture<?> append(AuditEvent event);
}
