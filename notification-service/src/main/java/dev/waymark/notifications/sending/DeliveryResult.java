package dev.waymark.notifications.sending;

import java.time.Duration;

/**
 * A provider's answer to one message, by whose matter it is. Reasons are codes from a bounded set, and so labels of
 * metrics: the text that servers send beside them quotes addresses.
 */
public sealed interface DeliveryResult {

    /**
     * The provider has the message.
     *
     * @param segments what is billed: 1 for an e-mail
     * @param parts that it has told us its ids of, for its receipts
     */
    record Accepted(int segments, SentParts parts) implements DeliveryResult {

        public Accepted(int segments) {
            this(segments, SentParts.NONE);
        }
    }

    /**
     * The provider has some parts of the message. Only the others are sent when it is tried again.
     *
     * @param rest what became of the first part that it does not have
     */
    record Partly(SentParts parts, DeliveryResult rest) implements DeliveryResult {}

    /** Final: the provider does not take this message, now or later. */
    record Rejected(String reason) implements DeliveryResult {}

    /** Final: nobody receives messages at this address. */
    record Undeliverable(String reason) implements DeliveryResult {}

    /**
     * The provider does not have the message and may take it later.
     *
     * @param retryAfter the delay that the provider demands
     */
    record Unavailable(String reason, Duration retryAfter) implements DeliveryResult {

        /** It was not asked: too many of our own messages wait for it. */
        static final String BUSY = "busy";

        public Unavailable(String reason) {
            this(reason, Duration.ZERO);
        }

        public static Unavailable busy() {
            return new Unavailable(BUSY);
        }
    }

    /**
     * The provider refuses us, whatever the message: our password, our address, our protocol. The message is kept and tried
     * again while it is news; somebody is told.
     */
    record SenderRefused(String reason) implements DeliveryResult {}

    /** The answer was lost: the provider may have the message. */
    record Unknown(String reason) implements DeliveryResult {}
}
