package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the customer of an order, and the order's state, at the moment of sending. Held no longer than the sending
 * takes.
 *
 * @param contacts of every channel
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactAnswer(
        OrderId orderId,
        OrderNumber orderNumber,
        @Nullable String name,
        String language,
        String timeZone,
        Map<Channel, ChannelContact> contacts,
        OrderView order) {

    public ContactAnswer {
        contacts = Map.copyOf(contacts);
    }

    /** Also reads what earlier versions wrote: a field for each part of e-mail and SMS. */
    @JsonCreator
    static ContactAnswer read(
            OrderId orderId,
            OrderNumber orderNumber,
            @Nullable String name,
            String language,
            String timeZone,
            @Nullable Map<Channel, ChannelContact> contacts,
            OrderView order,
            @Nullable String email,
            @Nullable String phone,
            @Nullable List<Channel> channels,
            @Nullable String linkToken,
            @Nullable String smsLinkToken) {
        var all = new EnumMap<Channel, ChannelContact>(Channel.class);
        if (linkToken != null && smsLinkToken != null && channels != null) {
            all.put(Channel.EMAIL, new ChannelContact(email, channels.contains(Channel.EMAIL), linkToken));
            all.put(Channel.SMS, new ChannelContact(phone, channels.contains(Channel.SMS), smsLinkToken));
        }
        if (contacts != null) {
            all.putAll(contacts);
        }
        return new ContactAnswer(orderId, orderNumber, name, language, timeZone, all, order);
    }

    public Optional<String> address(Channel channel) {
        return Optional.ofNullable(contacts.get(channel))
                .map(ChannelContact::address)
                .filter(address -> !address.isBlank());
    }

    public boolean hasConsent(Channel channel) {
        var contact = contacts.get(channel);
        return contact != null && contact.consent();
    }

    /** The token of the link that a message by {@code channel} contains. */
    public String linkToken(Channel channel) {
        var contact = contacts.get(channel);
        if (contact == null) {
            throw new IllegalArgumentException(
                    "channel: %s (expected: one of %s)".formatted(channel, contacts.keySet()));
        }
        return contact.linkToken();
    }

    /** The time zone of the place of delivery; UTC when the shop stated an unknown one. */
    public ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    /** Without personal data, should it be logged by accident. */
    @Override
    public String toString() {
        return "ContactAnswer[" + orderId + "]";
    }

    /**
     * One channel to the customer.
     *
     * @param address absent when the shop stated none
     * @param consent whether the customer wants messages about this order by this channel
     * @param linkToken opens the order's page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ChannelContact(@Nullable String address, boolean consent, String linkToken) {

        /** Without personal data and the secret. */
        @Override
        public String toString() {
            return "ChannelContact[…]";
        }
    }
}
