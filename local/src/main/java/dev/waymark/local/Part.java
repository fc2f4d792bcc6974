package dev.waymark.local;

import java.time.Duration;

/**
 * One part of the running system.
 *
 * @param kind decides what the start page says about it
 * @param where host and port, or whatever else says where to find it
 * @param keptIn where its data is; empty when it has none
 */
public record Part(Kind kind, String where, String keptIn, Duration startedIn) {

    /** What there is to run. */
    public enum Kind {
        GATEWAY("gateway"),
        INGEST("courier-ingest-service"),
        ORDERS("order-service"),
        NOTIFICATIONS("notification-service"),
        KAFKA("Kafka"),
        MONGO("MongoDB"),
        MONGO_EMBEDDED("MongoDB protocol"),
        MAIL("SMTP and IMAP"),
        SMS("SMPP");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
