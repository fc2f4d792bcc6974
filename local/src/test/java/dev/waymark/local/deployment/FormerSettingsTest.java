package dev.waymark.local.deployment;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.core.env.StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

import dev.waymark.local.deployment.ConfigurationNamesTest.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;

/** What the first release could be told is still read, under its former name too, or reported as gone. */
@ExtendWith(OutputCaptureExtension.class)
class FormerSettingsTest {

    static List<Service> services() {
        return ConfigurationNamesTest.services();
    }

    @ParameterizedTest
    @MethodSource("services")
    void noSettingOfTheFirstReleaseIsIgnored(Service service) {
        var known = service.known();
        var former = former(service);

        assertThat(firstRelease(service).keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known.has(name) || former.containsKey(name))
                        .as(name)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void replacementsAreRead(Service service) {
        var known = service.known();

        assertThat(replacements(service).values())
                .isNotEmpty()
                .allSatisfy(replacement ->
                        assertThat(known.has(replacement)).as(replacement).isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void formerNamesStillWorkAndAreReported(Service service, CapturedOutput output) {
        var values = firstRelease(service);
        var former = former(service).keySet();
        var arguments =
                former.stream().map(name -> name + "=" + values.get(name)).toList();

        try (var context = started(arguments)) {
            assertThat(replacements(service))
                    .allSatisfy((name, replacement) -> assertThat(
                                    context.getEnvironment().getProperty(replacement))
                            .as(name)
                            .isEqualTo(values.get(name)));
        }
        assertThat(output).contains(former).contains(replacements(service).values());
    }

    @ParameterizedTest
    @MethodSource("services")
    void servicesOwnConfigurationHasNoFormerName(Service service, CapturedOutput output) {
        try (var context = started(List.of("spring.config.name=" + service.title()))) {
            assertThat(context.getEnvironment().getProperty("server.port")).isNotNull();
        }
        assertThat(output).doesNotContain("The use of configuration keys");
    }

    @Test
    void formerEnvironmentVariablesAreRead() {
        var variables = Map.<String, Object>of(
                "WAYMARK_NOTIFICATIONS_LINKS_EMAIL_BASE", "https://track.example/t/",
                "WAYMARK_NOTIFICATIONS_LINKS_SMSBASE", "https://t.example/",
                "WAYMARK_INGEST_WEBHOOK_TRUSTED_PROXIES", "192.0.2.0/24");
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));

        try (var _ = application().environment(environment).run("--spring.config.name=notification-service")) {
            assertThat(environment.getProperty("waymark.notifications.links.email"))
                    .isEqualTo("https://track.example/t/");
            assertThat(environment.getProperty("waymark.notifications.links.sms"))
                    .isEqualTo("https://t.example/");
            assertThat(environment.getProperty("waymark.web.trusted-proxies")).isEqualTo("192.0.2.0/24");
        }
    }

    @Test
    void formerListIsReadElementByElement() {
        var name = "waymark.gateway.limits.trusted-proxies";

        try (var context = started(List.of(name + "[0]=192.0.2.1", name + "[1]=192.0.2.2"))) {
            assertThat(Binder.get(context.getEnvironment())
                            .bind("waymark.web.trusted-proxies", Bindable.listOf(String.class))
                            .get())
                    .containsExactly("192.0.2.1", "192.0.2.2");
        }
    }

    private static ConfigurableApplicationContext started(List<String> settings) {
        return application()
                .run(settings.stream().map(setting -> "--" + setting).toArray(String[]::new));
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE);
    }

    private static Map<String, String> firstRelease(Service service) {
        var file = ProjectFiles.ROOT.resolve("local/src/test/resources/deployment/former-settings.yaml");
        return ProjectFiles.document(file).path(service.title()).properties().stream()
                .collect(toMap(Map.Entry::getKey, setting -> setting.getValue().asString()));
    }

    private static Map<String, String> replacements(Service service) {
        return former(service).entrySet().stream()
                .filter(name -> name.getValue().has("replacement"))
                .collect(toMap(
                        Map.Entry::getKey,
                        name -> name.getValue().path("replacement").asString()));
    }

    /** By name, what {@code service} says about it. */
    private static Map<String, JsonNode> former(Service service) {
        var metadata = ProjectFiles.ROOT
                .resolve(service.title())
                .resolve("src/main/resources/META-INF/spring-configuration-metadata.json");
        return ProjectFiles.document(metadata)
                .path("properties")
                .valueStream()
                .filter(property -> property.has("deprecation"))
                .collect(toMap(property -> property.path("name").asString(), property -> property.path("deprecation")));
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
