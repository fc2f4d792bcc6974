package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Configuration;

/**
 * What the manifests and the compose file rely on: a folder of files, each named as a property, is configuration. As
 * environment variables the keys of a map would lose their dashes.
 */
class SecretsAsFilesTest {

    @TempDir
    private Path secrets;

    @TempDir
    private Path config;

    @Test
    void fileIsThePropertyItIsNamedAfter() throws IOException {
        Files.writeString(secrets.resolve("waymark.services.keys.notification-service"), "a2V5\n");
        Files.writeString(secrets.resolve("waymark.ingest.couriers.cdek.secrets"), "current,previous\n");
        Files.writeString(secrets.resolve("spring.mongodb.uri"), "mongodb://from-the-secret\n");
        Files.writeString(config.resolve("some-service.yaml"), "spring.mongodb.uri: mongodb://from-the-configuration");

        var binder = binder();

        assertThat(binder.bind("waymark.services.keys", Bindable.mapOf(String.class, String.class))
                        .get())
                .isEqualTo(Map.of("notification-service", "a2V5"));
        assertThat(binder.bind("waymark.ingest.couriers.cdek.secrets", Bindable.listOf(String.class))
                        .get())
                .isEqualTo(List.of("current", "previous"));
        assertThat(binder.bind("spring.mongodb.uri", String.class).get()).isEqualTo("mongodb://from-the-secret");
    }

    private Binder binder() {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.config.name=some-service")
                .run(
                        "--spring.config.import=configtree:" + secrets + "/",
                        "--spring.config.additional-location=file:" + config + "/")) {
            return Binder.get(context.getEnvironment());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
