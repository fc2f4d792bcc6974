package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the customer of an order, and the order's state, at the moment of sending. Held no longer than the sending
 * takes.
 *
 * @param phone E.164
 * @param channels where the customer wants messages about this order
 * @param linkToken opens the order's page; longer than {@code smsLinkToken}, which has to fit a text message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactAnswer(
        OrderId orderId,
        OrderNumber orderNumber,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        String language,
        String timeZone,
        List<Channel> channels,
        String linkToken,
        String smsLinkToken,
        OrderView order) {

    public ContactAnswer {
        channels = List.copyOf(channels);
    }

    /** Where to reach the customer on {@code channel}. */
    public Optional<String> address(Channel channel) {
        var address = switch (channel) {
            case EMAIL -> email;
            case SMS -> phone;
        };
        return Optional.ofNullable(address).filter(text -> !text.isBlank());
    }

    public boolean wants(Channel channel) {
        return channels.contains(channel);
    }

    /** The time zone of the place of delivery; UTC when the shop stated an unknown one. */
    public ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    /** Never the person: what is logged by accident must not be personal data. */
    @Override
    public String toString() {
        return "ContactAnswer[" + orderId + "]";
    }
}
