package dev.waymark.local;

import java.nio.file.Path;
import java.util.Map;

/**
 * How one system is started.
 *
 * @param data where all of its data is kept
 * @param portBase the gateway's port, with which all others move; 0 for any free ones
 * @param overrides properties for all four services, before everything else
 */
public record LocalSettings(Path data, int portBase, Map<String, String> overrides) {

    public LocalSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Everything here, on any free ports. */
    public static LocalSettings anywhere(Path data) {
        return new LocalSettings(data, 0, Map.of());
    }

    public LocalSettings with(Map<String, String> properties) {
        return new LocalSettings(data, portBase, properties);
    }
}
