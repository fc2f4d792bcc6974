package dev.waymark.local;

import java.time.Duration;

/**
 * A running component, as the start page and the terminal show it.
 *
 * @param address host and port, or whatever else clients connect to
 * @param dataFolder where its data is; empty when it keeps none
 */
public record ComponentStatus(Type type, String address, String dataFolder, Duration startedIn) {

    /** What there is to run. */
    public enum Type {
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

        Type(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
