package dev.waymark.local;

import dev.waymark.contract.Digests;
import dev.waymark.local.demo.DemoScript;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/**
 * What the services are configured with here: {@code local/services}, and the ports, keys and folders named there.
 *
 * @param mongo the URI of MongoDB, asked for when a service starts
 */
public record ServiceProperties(LocalSettings settings, Ports ports, Secrets secrets, Supplier<String> mongo) {

    /** As arguments, which go before every other source of properties. */
    public String[] arguments(String service) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(resource("common"), resource(service));
        var properties = Objects.requireNonNull(yaml.getObject());
        properties.putAll(ofThisSystem());
        properties.putAll(settings.overrides());
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private Properties ofThisSystem() {
        var properties = new Properties();
        for (var use : Ports.Use.values()) {
            properties.put("local.port." + use.name().toLowerCase(Locale.ROOT).replace('_', '-'), ports.of(use));
        }
        secrets.all().forEach((name, value) -> properties.put("local.key." + name, value));
        properties.put("local.data", settings.data().toAbsolutePath());
        properties.put("local.mongo", mongo.get());
        properties.put("local.support", DemoScript.SUPPORT);
        properties.put("local.administrator", DemoScript.ADMINISTRATOR);
        properties.put(
                "local.shop-api-key-sha256",
                Digests.sha256Hex(secrets.shopApiKey().getBytes(StandardCharsets.UTF_8)));
        return properties;
    }

    private static ClassPathResource resource(String name) {
        return new ClassPathResource("local/services/%s.yaml".formatted(name));
    }
}
