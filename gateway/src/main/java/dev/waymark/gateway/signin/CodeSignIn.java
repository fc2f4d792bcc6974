package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Problem;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.gateway.audit.AuditRecorder;
import dev.waymark.gateway.clients.AsyncSender;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.gateway.signin.PendingSignIns.PendingSignIn;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sign-in by a code of six digits. A contact nobody knows gets an attempt too, with a code that no one was sent.
 *
 * <p>Past a bound of codes for one contact, or for one contact from one address, there is one for all attempts, longer, and
 * sent again every few minutes: whoever holds the contact gets in with the newest, while others use up its codes from
 * wherever they like, also from behind the same address. What ends in a sign-in does not count.
 */
public final class CodeSignIn implements SignIn, TokenSignIn {

    private static final int CODES = 1_000_000;
    private static final int REPEATED_DIGITS = 8;
    private static final int REPEATED_CODES = 100_000_000;
    private static final int SECRET_BYTES = 24;
    private static final int LONGEST_CONTACT = 254;
    private static final Pattern NO_DIGITS = Pattern.compile("\\D");

    private final SecureRandom random = new SecureRandom();
    private final OrderClient orders;
    private final AsyncSender<CodeRequest> codes;
    private final PendingSignIns attempts;
    private final ActiveSessions sessions;
    private final SessionCookie cookie;
    private final AttemptLimiter limiter;
    private final ClientAddresses addresses;
    private final SessionSettings settings;
    private final SupportStaff staff;
    private final AuditRecorder audit;
    private final Hmac codeHmac;
    private final Clock clock;

    public CodeSignIn(
            OrderClient orders,
            AsyncSender<CodeRequest> codes,
            PendingSignIns attempts,
            ActiveSessions sessions,
            SessionCookie cookie,
            AttemptLimiter limiter,
            ClientAddresses addresses,
            SessionSettings settings,
            SupportStaff staff,
            AuditRecorder audit,
            Clock clock) {
        this.orders = orders;
        this.codes = codes;
        this.attempts = attempts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.limiter = limiter;
        this.addresses = addresses;
        this.settings = settings;
        this.staff = staff;
        this.audit = audit;
        this.codeHmac = settings.hmac("code");
        this.clock = clock;
    }

    @Override
    public Mono<Void> requestCode(String contact, Locale language, ServerWebExchange exchange) {
        return requestCode(contact, language, exchange.getRequest())
                .doOnNext(secret ->
                        exchange.getResponse().addCookie(cookie.cookie(attemptName(), secret, settings.codeFor())))
                .then();
    }

    @Override
    public Mono<String> requestCode(String contact, Locale language, ServerHttpRequest request) {
        var asked = contact.strip();
        var unreadable = asked.isEmpty() || asked.length() > LONGEST_CONTACT;
        var address = addresses.of(request);
        return (unreadable
                        ? Mono.<ResolvedPerson>error(ProblemException.of(Problem.CONTACT_UNREADABLE))
                        : orders.person(new ContactRequest(asked)))
                .onErrorResume(
                        ProblemException.matches(Problem.CONTACT_UNREADABLE),
                        miss -> limiter.count(AttemptLimit.CODES_BY_ADDRESS, address)
                                .then(Mono.error(miss)))
                .flatMap(person -> open(person, address, language));
    }

    private Mono<String> open(ResolvedPerson person, String address, Locale language) {
        var secret = secret();
        var id = codeHmac.base64Url(secret);
        var code = "%06d".formatted(random.nextInt(CODES));
        var staffRef = person.channel() == Channel.EMAIL ? staff.find(person.normalized()) : Optional.<String>empty();
        var waiting = new PendingSignIn(
                id,
                codeHmac.base64Url(id + code),
                person.personRef(),
                masked(person),
                staffRef.orElse(null),
                clock.instant().plus(settings.codeFor()),
                0);
        return attempts.open(waiting)
                .then(Mono.defer(() -> next(person.personRef(), address, code)))
                .doOnNext(next -> {
                    if (person.known() || staffRef.isPresent()) {
                        codes.put(new CodeRequest(
                                person.channel(), person.normalized(), next, language.getLanguage(), (int)
                                        settings.codeFor().toMinutes()));
                    }
                })
                .then(Mono.just(secret));
    }

    /** What is sent: past the bound the code that all attempts share, and nothing when it was sent a moment ago. */
    private Mono<String> next(String personRef, String address, String own) {
        var tooMany = ProblemException.matches(Problem.TOO_MANY_TRIES);
        return limiter.count(AttemptLimit.CODES_BY_CONTACT_AND_ADDRESS, personRef + "\n" + address)
                .then(Mono.defer(() -> limiter.count(AttemptLimit.CODES_BY_CONTACT, personRef)))
                .thenReturn(own)
                .onErrorResume(tooMany, _ -> {
                    var repeated = repeatedCode(personRef, clock.instant());
                    return limiter.count(AttemptLimit.REPEATED_CODES, personRef + "\n" + repeated)
                            .thenReturn(repeated)
                            .onErrorResume(tooMany, _ -> Mono.empty());
                });
    }

    /** The same for as long as a code may be typed; derived, so that no store holds it. */
    private String repeatedCode(String personRef, Instant at) {
        var period = at.toEpochMilli() / settings.codeFor().toMillis();
        var hash = ByteBuffer.wrap(codeHmac.hash(("repeated\n" + personRef + "\n" + period).getBytes(UTF_8)));
        return "%08d".formatted(Long.remainderUnsigned(hash.getLong(), REPEATED_CODES));
    }

    @Override
    public Mono<SessionPrincipal> enter(String code, ServerWebExchange exchange) {
        var attempt = SessionCookie.value(attemptName(), exchange).orElse("");
        return enter(attempt, code, exchange).doOnNext(principal -> {
            exchange.getResponse().addCookie(cookie.of(principal));
            exchange.getResponse().addCookie(cookie.cookie(attemptName(), "", Duration.ZERO));
        });
    }

    @Override
    public Mono<SessionPrincipal> enter(String attempt, String code, ServerWebExchange exchange) {
        var typed = NO_DIGITS.matcher(code).replaceAll("");
        return attempted(attempt)
                .flatMap(waiting -> isRight(waiting, typed)
                        .flatMap(right -> right
                                ? attempts.close(waiting.id())
                                        .filter(closed -> closed)
                                        .flatMap(_ -> release(waiting, typed, exchange)
                                                .then(Mono.defer(() -> begin(waiting, exchange))))
                                : rejected(waiting, exchange)))
                // Only what is wrong: others behind this address may be right. Guessing one code ends with its own
                // tries.
                .switchIfEmpty(Mono.defer(
                        () -> limiter.count(AttemptLimit.CODE_TRIES_BY_ADDRESS, addresses.of(exchange.getRequest()))
                                .then(Mono.empty())));
    }

    /** What was asked for by its owner counts no longer; a repeated code was not counted as one of those. */
    private Mono<Void> release(PendingSignIn waiting, String code, ServerWebExchange exchange) {
        var person = waiting.personRef();
        return isOfAllAttempts(code)
                ? Mono.empty()
                : limiter.release(
                                AttemptLimit.CODES_BY_CONTACT_AND_ADDRESS,
                                person + "\n" + addresses.of(exchange.getRequest()))
                        .then(limiter.release(AttemptLimit.CODES_BY_CONTACT, person));
    }

    private Mono<SessionPrincipal> rejected(PendingSignIn waiting, ServerWebExchange exchange) {
        var claimed = new Actor(Actor.Role.VISITOR, waiting.personRef(), addresses.of(exchange.getRequest()));
        return audit.record(claimed, AuditEvent.SignInRejected::new).then(Mono.empty());
    }

    private Mono<PendingSignIn> attempted(String secret) {
        return attempts.countTry(codeHmac.base64Url(secret));
    }

    private boolean isOpen(PendingSignIn waiting) {
        return waiting.expiresAt().isAfter(clock.instant()) && waiting.tries() <= settings.codeTries();
    }

    private Mono<Boolean> isRight(PendingSignIn waiting, String code) {
        if (!isOpen(waiting)) {
            return Mono.just(false);
        }
        return isOfAllAttempts(code)
                ? isRepeated(waiting.personRef(), code)
                : Mono.just(isEqual(codeHmac.base64Url(waiting.id() + code), waiting.codeHash()));
    }

    private static boolean isOfAllAttempts(String code) {
        return code.length() == REPEATED_DIGITS;
    }

    /** Now or just before. Many attempts share it, so tries at it are counted for the contact; and it signs in once. */
    private Mono<Boolean> isRepeated(String personRef, String code) {
        return limiter.count(AttemptLimit.CODE_TRIES_BY_CONTACT, personRef)
                .then(Mono.fromSupplier(() -> {
                    var now = clock.instant();
                    return isEqual(code, repeatedCode(personRef, now))
                            || isEqual(code, repeatedCode(personRef, now.minus(settings.codeFor())));
                }))
                .filter(right -> right)
                .flatMap(right -> limiter.count(AttemptLimit.REPEATED_CODE_USES, personRef + "\n" + code)
                        .thenReturn(right)
                        .onErrorReturn(ProblemException.matches(Problem.TOO_MANY_TRIES), false))
                .defaultIfEmpty(false);
    }

    private static boolean isEqual(String code, String expected) {
        return MessageDigest.isEqual(code.getBytes(UTF_8), expected.getBytes(UTF_8));
    }

    private Mono<SessionPrincipal> begin(PendingSignIn waiting, ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookie.read(exchange))
                .flatMap(sessions::find)
                .filter(before -> waiting.staffRef() == null
                        && !before.isStaff()
                        && !before.personRef().equals(waiting.personRef()))
                .flatMap(before -> sessions.beginBeside(before, secret(), waiting.personRef(), waiting.maskedContact()))
                .switchIfEmpty(Mono.defer(() -> sessions.begin(
                        secret(), waiting.personRef(), waiting.maskedContact(), waiting.staffRef(), false)))
                .flatMap(principal -> recorded(principal, AuditEvent.SignedIn::new, exchange));
    }

    @Override
    public Mono<Void> out(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie.none());
        return Mono.justOrEmpty(cookie.read(exchange))
                .flatMap(id -> sessions.find(id)
                        .singleOptional()
                        .flatMap(ended -> sessions.end(id).then(Mono.justOrEmpty(ended))))
                .flatMap(principal -> recorded(principal, AuditEvent.SignedOut::new, exchange))
                .then();
    }

    private Mono<SessionPrincipal> recorded(
            SessionPrincipal principal, AuditRecorder.Entry entry, ServerWebExchange exchange) {
        return audit.record(principal.actor(addresses.of(exchange.getRequest())), entry)
                .thenReturn(principal);
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String attemptName() {
        return cookie.name() + "-code";
    }

    /** As a person recognises their own contact, and nobody else does: {@code a···@b.example}, {@code +7 ··· ··67}. */
    static String masked(ResolvedPerson person) {
        var contact = person.normalized();
        var at = contact.indexOf('@');
        if (at > 0) {
            return Character.toString(contact.codePointAt(0)) + "···" + contact.substring(at);
        }
        return contact.length() < 6
                ? "···"
                : contact.substring(0, 2) + " ··· ··" + contact.substring(contact.length() - 2);
    }
}
