package dev.waymark.local;

import dev.waymark.local.Ports.Use;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A running component, as the start page and the terminal show it.
 *
 * @param address the ports it listens on
 * @param dataFolder where its data is; empty when it keeps none
 */
public record ComponentStatus(Type type, String address, String dataFolder, Duration startedIn) {

    /** What there is to run, with the folder for its data and the ports it listens on. */
    public enum Type {
        GATEWAY("gateway", "", Use.GATEWAY),
        INGEST("courier-ingest-service", "", Use.INGEST),
        ORDERS("order-service", "", Use.ORDERS),
        NOTIFICATIONS("notification-service", "", Use.NOTIFICATIONS),
        KAFKA("Kafka", "kafka", Use.KAFKA),
        MONGO("MongoDB", "mongo", Use.MONGO),
        MONGO_EMBEDDED("MongoDB protocol", "mongo", Use.MONGO),
        MAIL("SMTP and IMAP", "", Use.SMTP, Use.IMAP),
        SMS("SMPP", "", Use.SMPP);

        private final String title;
        private final String dataFolder;

        @SuppressWarnings("ImmutableEnumChecker") // List.of makes immutable ones.
        private final List<Use> uses;

        Type(String title, String dataFolder, Use... uses) {
            this.title = title;
            this.dataFolder = dataFolder;
            this.uses = List.of(uses);
        }

        public String title() {
            return title;
        }
    }

    static ComponentStatus of(Component<?> component, Ports ports, DataFolder data) {
        var type = component.type();
        return new ComponentStatus(
                type,
                type.uses.stream().map(use -> ":" + ports.of(use)).collect(Collectors.joining(", ")),
                type.dataFolder.isEmpty() ? "" : data.shown(type.dataFolder),
                component.startedIn());
    }
}
