package dev.waymark.gateway.limits;

import jakarta.validation.constraints.Min;
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
 * @param secondFactorTriesPerHour of one member of the staff, right ones included
 * @param requestsPerSecond from one address, in each gateway, whoever asks and with whatever key
 */
@Validated
@ConfigurationProperties("waymark.gateway.limits")
public record LimitSettings(
        @DefaultValue("20") @Min(1) int linkMissesPerMinute,
        @DefaultValue("5") @Min(1) int findTriesPerHour,
        @DefaultValue("30") @Min(1) int findTriesPerAddress,
        @DefaultValue("3") @Min(1) int renewalsPerHour,
        @DefaultValue("10") @Min(1) int renewalsPerAddress,
        @DefaultValue("5") @Min(1) int codesPerHour,
        @DefaultValue("20") @Min(1) int codesPerAddress,
        @DefaultValue("30") @Min(1) int codeTriesPerAddress,
        @DefaultValue("10") @Min(1) int secondFactorTriesPerHour,
        @DefaultValue("500") @Min(1) int requestsPerSecond) {}
