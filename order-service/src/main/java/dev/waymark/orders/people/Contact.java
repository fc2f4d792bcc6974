package dev.waymark.orders.people;

import dev.waymark.contract.Channel;

/** A contact in its canonical form: an e-mail address as {@code EmailAddress} has it, a phone number in E.164. */
public record Contact(Channel channel, String value) {

    @Override
    public String toString() {
        return "Contact[" + channel + "]";
    }
}
