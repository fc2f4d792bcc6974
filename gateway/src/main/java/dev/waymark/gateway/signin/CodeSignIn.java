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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign-in by a code of six digits. A contact nobody knows gets an attempt too, with a code that no one was sent. */
public final class CodeSignIn implements SignIn, TokenSignIn {

    private static final int CODES = 1_000_000;
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
        return limiter.count(AttemptLimit.CODES_BY_ADDRESS, addresses.of(request))
                .then(Mono.defer(() -> unreadable
                        ? Mono.<ResolvedPerson>error(ProblemException.of(Problem.CONTACT_UNREADABLE))
                        : orders.person(new ContactRequest(asked))))
                .flatMap(person -> limiter.count(AttemptLimit.CODES_BY_CONTACT, person.personRef())
                        .then(Mono.defer(() -> open(person, language))));
    }

    private Mono<String> open(ResolvedPerson person, Locale language) {
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
        return attempts.open(waiting).then(Mono.fromSupplier(() -> {
            if (person.known() || staffRef.isPresent()) {
                codes.put(new CodeRequest(person.channel(), person.normalized(), code, language.getLanguage(), (int)
                        settings.codeFor().toMinutes()));
            }
            return secret;
        }));
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
        return attempted(attempt)
                .flatMap(waiting -> isOpen(waiting)
                                && isCodeOf(waiting, NO_DIGITS.matcher(code).replaceAll(""))
                        ? attempts.close(waiting.id()).filter(closed -> closed).flatMap(_ -> begin(waiting, exchange))
                        : rejected(waiting, exchange))
                // Only what is wrong: others behind this address may be right. Guessing one code ends with its own
                // tries.
                .switchIfEmpty(Mono.defer(
                        () -> limiter.count(AttemptLimit.CODE_TRIES_BY_ADDRESS, addresses.of(exchange.getRequest()))
                                .then(Mono.empty())));
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

    private boolean isCodeOf(PendingSignIn waiting, String code) {
        return MessageDigest.isEqual(
                codeHmac.base64Url(waiting.id() + code).getBytes(UTF_8),
                waiting.codeHash().getBytes(UTF_8));
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
