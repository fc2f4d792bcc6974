package dev.waymark.gateway.secondfactor;

import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.gateway.secondfactor.SecondFactors.Enrollment;
import dev.waymark.gateway.signin.SessionAdministration;
import dev.waymark.gateway.signin.SessionAdministration.EndedCount;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.StaffSignInSettings;
import dev.waymark.gateway.signin.TextSeal;
import dev.waymark.platform.crypto.Hmac;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Codes of an authenticator app, and recovery codes for whoever has lost it. */
public final class StaffSecondFactor {

    private static final Logger LOG = LoggerFactory.getLogger(StaffSecondFactor.class);

    private static final int RECOVERY_CODES = 10;

    /** 49 bits each: with the limit on tries nobody lives to guess one. */
    private static final int RECOVERY_CODE_LENGTH = 10;

    /** Nothing that looks like something else in print. */
    private static final String RECOVERY_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\u2010-\\u2015-]+");

    private final SecureRandom random = new SecureRandom();
    private final SecondFactors store;
    private final AttemptLimiter limiter;
    private final SessionAdministration administration;
    private final TextSeal seal;
    private final Hmac offerHmac;
    private final Hmac recoveryHmac;
    private final Clock clock;

    public StaffSecondFactor(
            SecondFactors store,
            AttemptLimiter limiter,
            SessionAdministration administration,
            StaffSignInSettings settings,
            SessionSettings sessions,
            Clock clock) {
        var keys = settings.secondFactorKeys(sessions);
        this.store = store;
        this.limiter = limiter;
        this.administration = administration;
        this.seal = new TextSeal(keys);
        this.offerHmac = keys.derive("offer");
        this.recoveryHmac = keys.derive("recovery");
        this.clock = clock;
    }

    public Mono<Boolean> isEnrolled(String personRef) {
        return store.find(personRef).hasElement();
    }

    /**
     * A secret for {@code staff} to put into an app, which shows it as the account of {@code issuer}. It is of the session:
     * the same each time the page is opened, and kept nowhere before the app has shown that it has it.
     */
    public OfferedSecret offer(SessionPrincipal staff, String issuer) {
        var totp = offered(staff);
        return new OfferedSecret(totp.secret(), totp.uri(issuer, staff.maskedContact()));
    }

    /**
     * Takes the secret on offer into use once {@code code} shows that the app has it. Gives the recovery codes, which nobody
     * can read again; empty when the code is wrong or another secret is in use already.
     */
    public Mono<List<String>> enroll(SessionPrincipal staff, String code) {
        var totp = offered(staff);
        return tried(staff).then(Mono.defer(() -> {
            var step = totp.step(plain(code), clock.instant());
            if (step.isEmpty()) {
                return Mono.empty();
            }
            var recoveryCodes =
                    Stream.generate(this::recoveryCode).limit(RECOVERY_CODES).toList();
            var enrollment = new Enrollment(
                    staff.personRef(),
                    seal.seal(totp.secret(), staff.personRef()),
                    step.orElseThrow(),
                    recoveryCodes.stream()
                            .map(recovery -> recoveryHash(staff, plain(recovery)))
                            .toList(),
                    clock.instant());
            return store.add(enrollment)
                    .filter(added -> added)
                    .delayUntil(_ -> notGuessed(staff))
                    .map(_ -> recoveryCodes);
        }));
    }

    private Totp offered(SessionPrincipal staff) {
        return Totp.of(offerHmac.hash(staff.sessionId()));
    }

    /** Whether {@code code} is of the app, or a recovery code, and was not used before. Fails with {@code TOO_MANY_TRIES}. */
    public Mono<Boolean> prove(SessionPrincipal staff, String code) {
        var plain = plain(code);
        return tried(staff)
                .then(Mono.defer(() -> SIX_DIGITS.matcher(plain).matches()
                        ? store.find(staff.personRef()).flatMap(enrollment -> proveByApp(enrollment, plain))
                        : store.useRecoveryCode(staff.personRef(), recoveryHash(staff, plain))))
                .filter(right -> right)
                .delayUntil(_ -> notGuessed(staff))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> proveByApp(Enrollment enrollment, String code) {
        var secret = seal.open(enrollment.sealedSecret(), enrollment.personRef());
        if (secret.isEmpty()) {
            LOG.error("second factor cannot be opened: waymark.gateway.staff.second-factor-key has changed");
            return Mono.just(false);
        }
        var step = new Totp(secret.orElseThrow()).step(code, clock.instant());
        return step.isPresent() ? store.useStep(enrollment.personRef(), step.orElseThrow()) : Mono.just(false);
    }

    /**
     * Takes the second factor of the member with {@code contact} away, who has lost it, and ends their sessions: the next
     * sign-in sets up another. Empty where there is none to take away. Fails with {@code CONTACT_UNREADABLE}.
     */
    public Mono<EndedCount> reset(String contact) {
        return administration
                .person(contact)
                .filterWhen(member -> isEnrolled(member.personRef()))
                // Last, so that whoever tries again after a failure finds it.
                .flatMap(member -> administration.endAll(contact).delayUntil(_ -> store.remove(member.personRef())));
    }

    private Mono<Void> tried(SessionPrincipal staff) {
        return limiter.count(AttemptLimit.SECOND_FACTORS_BY_PERSON, staff.personRef());
    }

    private Mono<Void> notGuessed(SessionPrincipal staff) {
        return limiter.release(AttemptLimit.SECOND_FACTORS_BY_PERSON, staff.personRef());
    }

    private String recoveryCode() {
        var code = random.ints(RECOVERY_CODE_LENGTH, 0, RECOVERY_LETTERS.length())
                .mapToObj(at -> String.valueOf(RECOVERY_LETTERS.charAt(at)))
                .collect(Collectors.joining());
        return code.substring(0, RECOVERY_CODE_LENGTH / 2) + "-" + code.substring(RECOVERY_CODE_LENGTH / 2);
    }

    private String recoveryHash(SessionPrincipal staff, String code) {
        return recoveryHmac.id(staff.personRef(), code);
    }

    /** Apps show a space in the middle, our page a dash. */
    private static String plain(String code) {
        return BETWEEN.matcher(code).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /**
     * A secret on offer.
     *
     * @param text to be typed into an app
     * @param uri to be read by an app
     */
    public record OfferedSecret(String text, String uri) {}
}
