package dev.waymark.notifications.telegram;

import dev.waymark.notifications.sending.MessageTemplates;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** Registers the channel where a bot is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("waymark.notifications.telegram.token")
class TelegramConfiguration {

    @Bean
    TelegramChannel telegramChannel(
            WebClient.Builder client, TelegramSettings settings, MessageTemplates templates, Clock clock) {
        // Not observed: traces would record the URL, which contains the token.
        var bot = client.clone()
                .observationRegistry(ObservationRegistry.NOOP)
                .baseUrl(settings.baseUrl() + "/bot" + settings.token())
                .build();
        return new TelegramChannel(bot, settings.timeout(), templates, clock);
    }
}
