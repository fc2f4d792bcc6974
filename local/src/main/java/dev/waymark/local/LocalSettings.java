package dev.waymark.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one system is started.
 *
 * @param data where all of its data is kept
 * @param portBase the gateway's port, with which all others move; 0 for any free ones
 * @param smtp where mails go instead of the inbox here
 * @param smsc where text messages go instead of the inbox here
 * @param overrides properties for all four services, before everything else
 */
public record LocalSettings(
        Path data,
        int portBase,
        @Nullable Target smtp,
        @Nullable Target smsc,
        Map<String, String> overrides) {

    public static final int PORT_BASE = 8080;

    public LocalSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Everything here, on any free ports. */
    public static LocalSettings anywhere(Path data) {
        return new LocalSettings(data, 0, null, null, Map.of());
    }

    public LocalSettings sendingTo(Target smtpServer, Target smsCentre) {
        return new LocalSettings(data, portBase, smtpServer, smsCentre, overrides);
    }

    public LocalSettings with(Map<String, String> properties) {
        return new LocalSettings(data, portBase, smtp, smsc, properties);
    }

    /** A server elsewhere. */
    public record Target(String host, int port) {

        /** Reads {@code host:port}. */
        public static Target parse(String text) {
            var colon = text.lastIndexOf(':');
            try {
                return new Target(text.substring(0, Math.max(colon, 0)), Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException e) {
                throw new CommandException("\"%s\" is no address: write host:port.".formatted(text), e);
            }
        }
    }
}
