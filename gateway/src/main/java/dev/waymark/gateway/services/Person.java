package dev.waymark.gateway.services;

import dev.waymark.contract.order.ShopOrder;

/**
 * A contact, as the order service reads it.
 *
 * @param personRef a keyed hash: the same for every spelling of the contact, and no way back
 * @param normalized {@code a@b.example} or {@code +79161234567}; never logged, never in a cookie
 * @param known whether any order bears it; what is answered must not depend on it
 */
public record Person(String personRef, ShopOrder.Channel channel, String normalized, boolean known) {

    /** Personal data stays out of logs, also by accident. */
    @Override
    public String toString() {
        return "Person[" + personRef + ", " + channel + "]";
    }

    /** As a person recognises their own contact, and nobody else does: {@code a···@b.example}, {@code +7 ··· ··67}. */
    public String masked() {
        return switch (channel) {
            case EMAIL -> {
                var at = normalized.indexOf('@');
                yield at < 1 ? "···" : normalized.substring(0, 1) + "···" + normalized.substring(at);
            }
            case SMS ->
                normalized.length() < 6
                        ? "···"
                        : normalized.substring(0, 2) + " ··· ··" + normalized.substring(normalized.length() - 2);
        };
    }
}
