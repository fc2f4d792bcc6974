package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which messages, of those that failed or are uncertain: those that all of these name.
 *
 * @param order of this order only
 * @param message this one only
 * @param reason that ended for this reason only, such as {@code smtp-rcpt-5.7}
 * @param since that were decided then or later
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageSelection(
        @Nullable OrderId order,
        @Nullable String message,
        @Nullable String reason,
        @Nullable Instant since) {

    /** The messages of one order, or one of them. */
    public static MessageSelection of(OrderId order, @Nullable String message) {
        return new MessageSelection(order, message, null, null);
    }

    /** All that ended for one reason. */
    public static MessageSelection of(String reason, Instant since) {
        return new MessageSelection(null, null, reason, since);
    }
}
