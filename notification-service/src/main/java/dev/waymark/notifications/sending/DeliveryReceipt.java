package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.util.Locale;

/**
 * What a provider says of a message, or of a part of one, after it took it.
 *
 * @param id the provider's, as in its answer when it took the part
 * @param error the network's or the provider's code; empty where there is none
 * @param unknownRecipient whether it says for good that nobody receives messages at this address
 */
public record DeliveryReceipt(Channel channel, String id, State state, String error, boolean unknownRecipient) {

    /** Of a later one stands what no earlier one can change: a delivery, then a failure. */
    public enum State {
        UNDER_WAY(0),
        EXPIRED(1),
        DELETED(1),
        UNDELIVERABLE(1),
        REJECTED(1),
        DELIVERED(2);

        private final int finality;

        State(int finality) {
            this.finality = finality;
        }

        /** A receipt does not take the place of one with more. */
        public int finality() {
            return finality;
        }
    }

    public boolean isFailure() {
        return state != State.UNDER_WAY && state != State.DELIVERED;
    }

    /** For the send log; zero is no error. */
    public String reason() {
        var name = "receipt-" + state.name().toLowerCase(Locale.ROOT);
        return error.chars().allMatch(digit -> digit == '0') ? name : name + "-" + error;
    }
}
