package dev.waymark.notifications.email;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How we talk to the mail server; which one it is, is in {@code spring.mail}.
 *
 * @param connections at once, for news
 * @param reservedConnections at once, beside them, for what a person waits for: sign-in codes, new links
 * @param idle after which an unused connection is closed
 * @param connectionWait for how long a message waits for a connection before it is put back
 * @param hostName of this host in EHLO; the domain of the sender where it is not set (RFC 5321, 4.1.1.1)
 * @param connectTimeout of the TCP connection
 * @param commandTimeout of the greeting and of each command (RFC 5321, 4.5.3.2.1 to 3)
 * @param dataTimeout of DATA (4.5.3.2.4)
 * @param writeTimeout of each write (4.5.3.2.5)
 * @param acceptTimeout after the final dot. A server that was not waited for long enough is sent every mail twice (4.5.3.2.6)
 */
@Validated
@ConfigurationProperties("waymark.notifications.smtp")
public record SmtpSettings(
        @Min(1) @DefaultValue("32") int connections,
        @Min(1) @DefaultValue("2") int reservedConnections,
        @DefaultValue("30s") Duration idle,
        @DefaultValue("10s") Duration connectionWait,
        @Nullable String hostName,
        @DefaultValue("30s") Duration connectTimeout,
        @DefaultValue("5m") Duration commandTimeout,
        @DefaultValue("2m") Duration dataTimeout,
        @DefaultValue("3m") Duration writeTimeout,
        @DefaultValue("10m") Duration acceptTimeout) {

    Duration timeout(SmtpStage stage) {
        return switch (stage) {
            case CONNECT, HELLO, TLS, AUTH, MAIL, RCPT -> commandTimeout;
            case DATA -> dataTimeout;
            case END -> acceptTimeout;
        };
    }
}
