package dev.waymark.embedded.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Properties in a file beside the class that reads them. */
public final class PropertiesResource {

    private PropertiesResource() {}

    public static Properties load(Class<?> beside, String name) {
        var properties = new Properties();
        try (var file = beside.getResourceAsStream(name)) {
            properties.load(Objects.requireNonNull(file, name));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
