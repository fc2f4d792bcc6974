package dev.waymark.notifications.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.TestClock;
import dev.waymark.notifications.sending.MessageTemplates;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

class TelegramRegistrationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withBean(WebClient.Builder.class, WebClient::builder)
            .withBean(TestClock.class, () -> new TestClock(NotificationSamples.NOON))
            .withBean(MessageTemplates.class, () -> NotificationSamples.TEMPLATES)
            .withUserConfiguration(Scanned.class);

    @Test
    void channelIsOffWithoutABot() {
        service.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(TelegramChannel.class)
                .doesNotHaveBean(TelegramSettings.class));
    }

    @Test
    void channelIsOnWhereABotIsConfigured() {
        service.withPropertyValues("waymark.notifications.telegram.token=42:secret")
                .run(context -> assertThat(context).hasSingleBean(TelegramChannel.class));
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan
    @ConfigurationPropertiesScan
    static class Scanned {}
}
