package dev.waymark.gateway.clients;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where our services are.
 *
 * @param answerWithin a person waits for a page: past this it says that it could not be opened
 */
@Validated
@ConfigurationProperties("waymark.gateway")
public record ServiceSettings(
        @DefaultValue("http://localhost:8082") URI ordersUrl,
        @DefaultValue("http://localhost:8083") URI notificationsUrl,
        @DefaultValue("http://localhost:8081") URI ingestUrl,
        @DefaultValue("4s") Duration answerWithin) {}
