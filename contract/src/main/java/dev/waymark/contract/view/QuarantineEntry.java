package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that its courier's mapping could not read.
 *
 * @param receivedAt when it came last
 * @param reason what was expected where
 * @param size of its body in bytes
 * @param occurrences how often it came
 * @param resolvedAt since when it need not be read any more; absent while it waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantineEntry(
        String rawId,
        CourierCode courier,
        Instant receivedAt,
        String reason,
        int size,
        @JsonAlias("told") int occurrences,
        @JsonAlias("settledAt") @Nullable Instant resolvedAt) {

    /** The same webhook, which a replay could map. */
    public QuarantineEntry resolved(Instant at) {
        return new QuarantineEntry(rawId, courier, receivedAt, reason, size, occurrences, at);
    }
}
