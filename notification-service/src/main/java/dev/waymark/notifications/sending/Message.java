package dev.waymark.notifications.sending;

import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.domain.NotificationTrigger;
import java.time.Duration;
import java.time.Instant;

/** A message for a channel to render and send. */
public sealed interface Message {

    MessageKey key();

    /** The recipient's address, as the channel writes it. */
    String address();

    /** BCP 47. */
    String language();

    /** Whether a person waits for it at this moment: such messages go first. */
    default boolean isAwaited() {
        return switch (this) {
            case OrderNotification _ -> false;
            case SignInCode _, RenewedLink _ -> true;
        };
    }

    /** The parts of it that the provider has from an earlier try. */
    default SentParts parts() {
        return switch (this) {
            case OrderNotification notification -> notification.sent();
            case SignInCode _, RenewedLink _ -> SentParts.NONE;
        };
    }

    /** For how long from {@code now} anybody wants it. */
    default Duration validity(Instant now) {
        return switch (this) {
            case OrderNotification notification -> Duration.between(now, notification.newsUntil());
            case SignInCode code -> code.valid();
            case RenewedLink link -> Duration.between(now, link.until());
        };
    }

    /**
     * A change of an order.
     *
     * @param thread the key of the order's confirmation to the same recipient: one order is one thread
     * @param now the moment that "today" in the text refers to
     * @param newsUntil after which nobody wants it any more
     * @param sent the parts of it that the provider has
     */
    record OrderNotification(
            MessageKey key,
            MessageKey thread,
            String address,
            NotificationTrigger trigger,
            ContactAnswer contact,
            Instant now,
            Instant newsUntil,
            SentParts sent)
            implements Message {
        @Override
        public String language() {
            return contact.language();
        }

        @Override
        public String toString() {
            return "OrderNotification[" + key + "]";
        }
    }

    /** A one-time code, requested by the person who signs in. */
    record SignInCode(MessageKey key, String address, String code, String language, Duration valid) implements Message {
        @Override
        public String toString() {
            return "SignInCode[" + key + "]";
        }
    }

    /**
     * A new link to an order, requested by the owner of an expired one.
     *
     * @param contact holds the new link
     * @param until the link is valid at least until then
     */
    record RenewedLink(MessageKey key, String address, ContactAnswer contact, Instant until) implements Message {
        @Override
        public String language() {
            return contact.language();
        }

        @Override
        public String toString() {
            return "RenewedLink[" + key + "]";
        }
    }
}
