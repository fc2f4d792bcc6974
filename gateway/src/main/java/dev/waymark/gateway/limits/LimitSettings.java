package dev.waymark.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds. What is guessed at: a link, a number with its contact, a code. What is merely used: the API.
 *
 * @param linkMissesPerMinute from one address
 * @param findTriesPerHour for one number, whoever tries
 * @param findTriesPerAddress from one address in ten minutes
 * @param renewalsPerHour of one link that has expired, whoever asks
 * @param renewalsPerAddress asked for from one address in an hour
 * @param codesPerHour sent to one contact
 * @param codesPerAddress asked for from one address in an hour
 * @param codeTriesPerAddress codes typed from one address in ten minutes
 * @param requestsPerSecond from one address, in each gateway, whoever asks and with whatever key
 */
@Validated
@ConfigurationProperties("waymark.gateway.limits")
public record LimitSettings(
        @DefaultValue("20") int linkMissesPerMinute,
        @DefaultValue("5") int findTriesPerHour,
        @DefaultValue("30") int findTriesPerAddress,
        @DefaultValue("3") int renewalsPerHour,
        @DefaultValue("10") int renewalsPerAddress,
        @DefaultValue("5") int codesPerHour,
        @DefaultValue("20") int codesPerAddress,
        @DefaultValue("30") int codeTriesPerAddress,
        @DefaultValue("500") int requestsPerSecond) {

    public AttemptLimit linkMisses() {
        return new AttemptLimit("link-address", linkMissesPerMinute, Duration.ofMinutes(1));
    }

    public AttemptLimit findByNumber() {
        return new AttemptLimit("find-number", findTriesPerHour, Duration.ofHours(1));
    }

    public AttemptLimit findByAddress() {
        return new AttemptLimit("find-address", findTriesPerAddress, Duration.ofMinutes(10));
    }

    public AttemptLimit renewalsByLink() {
        return new AttemptLimit("renewal-link", renewalsPerHour, Duration.ofHours(1));
    }

    public AttemptLimit renewalsByAddress() {
        return new AttemptLimit("renewal-address", renewalsPerAddress, Duration.ofHours(1));
    }

    public AttemptLimit codesByContact() {
        return new AttemptLimit("code-contact", codesPerHour, Duration.ofHours(1));
    }

    public AttemptLimit codesByAddress() {
        return new AttemptLimit("code-address", codesPerAddress, Duration.ofHours(1));
    }

    public AttemptLimit codeTriesByAddress() {
        return new AttemptLimit("code-try-address", codeTriesPerAddress, Duration.ofMinutes(10));
    }
}
