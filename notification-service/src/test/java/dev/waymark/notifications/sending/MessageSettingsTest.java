package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** With the service's own YAML file. */
class MessageSettingsTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withPropertyValues("spring.config.name=notification-service")
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Settings.class);

    @Test
    void everyChannelThatIsNamedHasALinkOfItsOwn() {
        service.withPropertyValues("waymark.notifications.links.telegram=https://tg.example/")
                .run(context -> assertThat(
                                context.getBean(MessageSettings.class).links())
                        .containsEntry("telegram", URI.create("https://tg.example/"))
                        .containsEntry("sms", URI.create("http://localhost:8080/t/")));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MessageSettings.class)
    static class Settings {}
}
