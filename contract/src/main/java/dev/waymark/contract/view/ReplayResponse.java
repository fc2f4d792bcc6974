package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a quarantined webhook again.
 *
 * @param reason why it was ignored, or is still unmappable
 * @param events how many were published
 * @param unmapped codes that the courier's table does not know
 * @param resolvedAt when it had been resolved before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayResponse(
        String rawId,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Integer events,
        @Nullable List<String> unmapped,
        @JsonAlias("settledAt") @Nullable Instant resolvedAt) {

    /** How it ended. */
    public enum Outcome {
        PUBLISHED,
        @JsonAlias("NOTHING_NEW")
        IGNORED,
        @JsonAlias("UNREADABLE")
        UNMAPPABLE,
        @JsonAlias("ALREADY_SETTLED")
        ALREADY_RESOLVED,
        NOT_CONNECTED;

        /** Whether the webhook need not be read again; the desk's page asks. */
        public boolean isResolved() {
            return this != UNMAPPABLE && this != NOT_CONNECTED;
        }
    }
}
