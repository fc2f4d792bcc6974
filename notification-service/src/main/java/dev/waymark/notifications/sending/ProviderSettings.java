package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a provider is spared. What a person waits for is not held back.
 *
 * @param messagesPerSecond by channel, of each instance; a channel that is not named is not limited
 * @param calls the last ones that count
 * @param failurePercent of them that pauses the channel: calls that found no provider, that it refused us at, that got no answer
 * @param pause after which a few calls try whether it works again
 */
@Validated
@ConfigurationProperties("waymark.notifications.providers")
public record ProviderSettings(
        @DefaultValue Map<Channel, Integer> messagesPerSecond,
        @Min(1) @DefaultValue("20") int calls,
        @Min(1) @Max(100) @DefaultValue("50") int failurePercent,
        @DefaultValue("30s") Duration pause) {

    public ProviderSettings {
        messagesPerSecond = Map.copyOf(messagesPerSecond);
    }
}
