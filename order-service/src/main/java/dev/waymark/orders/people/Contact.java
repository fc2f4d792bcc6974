package dev.waymark.orders.people;

import dev.waymark.contract.Channel;

/** A contact in the one spelling we keep: an e-mail address in lower case, a phone number in E.164. */
public record Contact(Channel channel, String value) {

    @Override
    public String toString() {
        return "Contact[" + channel + "]";
    }
}
