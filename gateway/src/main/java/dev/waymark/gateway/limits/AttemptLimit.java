package dev.waymark.gateway.limits;

import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * How often something that could be guessed may be tried. Windows do not slide: at worst two of them meet, and twice the
 * tries fit.
 */
public enum AttemptLimit {
    LINK_MISSES(Duration.ofMinutes(1), LimitSettings::linkMissesPerMinute),
    FINDS_BY_NUMBER_AND_ADDRESS(Duration.ofHours(1), LimitSettings::findTriesPerHour),
    FINDS_BY_NUMBER(Duration.ofHours(1), LimitSettings::findTriesPerNumber),
    FINDS_OF_A_DAY_BY_NUMBER_AND_ADDRESS(Duration.ofDays(1), LimitSettings::findTriesPerDay),
    FINDS_OF_A_DAY_BY_CONTACT_AND_ADDRESS(Duration.ofDays(1), LimitSettings::findTriesPerDay),
    FINDS_BY_ADDRESS(Duration.ofMinutes(10), LimitSettings::findTriesPerAddress),
    RENEWALS_BY_LINK(Duration.ofHours(1), LimitSettings::renewalsPerHour),
    RENEWALS_BY_ADDRESS(Duration.ofHours(1), LimitSettings::renewalsPerAddress),
    CODES_BY_CONTACT_AND_ADDRESS(Duration.ofHours(1), LimitSettings::codesPerHour),
    CODES_BY_CONTACT(Duration.ofHours(1), LimitSettings::codesPerContact),
    REPEATED_CODES(Duration.ofMinutes(5), _ -> 1),
    REPEATED_CODE_USES(Duration.ofHours(1), _ -> 1),
    CODES_BY_ADDRESS(Duration.ofHours(1), LimitSettings::codesPerAddress),
    CODE_TRIES_BY_CONTACT(Duration.ofHours(1), LimitSettings::codeTriesPerContact),
    CODE_TRIES_BY_ADDRESS(Duration.ofMinutes(10), LimitSettings::codeTriesPerAddress),
    SECOND_FACTORS_BY_PERSON(Duration.ofHours(1), LimitSettings::secondFactorTriesPerHour);

    private final Duration window;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds no state.
    private final ToIntFunction<LimitSettings> tries;

    AttemptLimit(Duration window, ToIntFunction<LimitSettings> tries) {
        this.window = window;
        this.tries = tries;
    }

    public Duration window() {
        return window;
    }

    /** How many are allowed within one window. */
    public int tries(LimitSettings settings) {
        return tries.applyAsInt(settings);
    }
}
