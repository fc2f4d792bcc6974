package dev.waymark.notifications.sending;

import java.time.Duration;

/** A provider's answer to one message. Reasons hold codes only: the text that servers send beside them quotes addresses. */
public sealed interface DeliveryResult {

    /**
     * The provider has the message.
     *
     * @param segments what is billed: 1 for an e-mail
     */
    record Accepted(int segments) implements DeliveryResult {}

    /** Final: the provider does not take this message, now or later. */
    record Rejected(String reason) implements DeliveryResult {}

    /**
     * The provider does not have the message and may take it later.
     *
     * @param retryAfter the delay that the provider demands
     */
    record Unavailable(String reason, Duration retryAfter) implements DeliveryResult {

        public Unavailable(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** The answer was lost: the provider may have the message. */
    record Unknown(String reason) implements DeliveryResult {}
}
