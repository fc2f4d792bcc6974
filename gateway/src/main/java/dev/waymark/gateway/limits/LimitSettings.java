package dev.waymark.gateway.limits;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The bounds. What is guessed at: a link, a number with its contact, a code. What is merely used: the API. Of what is
 * guessed at only misses count, and what is right is not refused, for an address may be a whole office's or a mobile
 * network's; but for {@code findTriesPerDay}, which no owner reaches.
 *
 * @param linkMissesPerMinute from one address
 * @param findTriesPerHour for one number from one address; past it, and the next two, further tries wait for their turn
 * @param findTriesPerNumber for one number in an hour, from all addresses together
 * @param findTriesPerAddress from one address in ten minutes
 * @param findTriesPerDay for one number, and with one contact, from one address; past it also what is right is refused there
 * @param renewalsPerHour of one link that has expired, whoever asks
 * @param renewalsPerAddress of links that do not exist, from one address in an hour
 * @param codesPerHour sent to one contact, asked for from one address; past it as with {@code codesPerContact}
 * @param codesPerContact sent to one contact in an hour, whoever asks; past it one code is repeated, every five minutes at most
 * @param codesPerAddress asked for with what is no contact, from one address in an hour
 * @param codeTriesPerContact at the code that is repeated, in an hour
 * @param codeTriesPerAddress wrong codes typed from one address in ten minutes
 * @param secondFactorTriesPerHour wrong ones of one member of the staff
 * @param requestsPerSecond from one address, in each gateway, whoever asks and with whatever key
 */
@Validated
@ConfigurationProperties("waymark.gateway.limits")
public record LimitSettings(
        @DefaultValue("20") @Min(1) int linkMissesPerMinute,
        @DefaultValue("5") @Min(1) int findTriesPerHour,
        @DefaultValue("50") @Min(1) int findTriesPerNumber,
        @DefaultValue("30") @Min(1) int findTriesPerAddress,
        @DefaultValue("100") @Min(1) int findTriesPerDay,
        @DefaultValue("3") @Min(1) int renewalsPerHour,
        @DefaultValue("100") @Min(1) int renewalsPerAddress,
        @DefaultValue("5") @Min(1) int codesPerHour,
        @DefaultValue("10") @Min(1) int codesPerContact,
        @DefaultValue("100") @Min(1) int codesPerAddress,
        @DefaultValue("5000") @Min(1) int codeTriesPerContact,
        @DefaultValue("30") @Min(1) int codeTriesPerAddress,
        @DefaultValue("10") @Min(1) int secondFactorTriesPerHour,
        @DefaultValue("500") @Min(1) int requestsPerSecond) {}
