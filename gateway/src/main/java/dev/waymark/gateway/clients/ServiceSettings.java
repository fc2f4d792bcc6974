package dev.waymark.gateway.clients;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How our services are called.
 *
 * @param answerWithin a person waits for a page: past this it says that it could not be opened
 */
@ConfigurationProperties("waymark.gateway")
public record ServiceSettings(@DefaultValue("4s") Duration answerWithin) {}
