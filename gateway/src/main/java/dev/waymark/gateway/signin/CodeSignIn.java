package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.gateway.limits.ClientAddresses;
import dev.waymark.gateway.limits.LimitSettings;
import dev.waymark.gateway.limits.Tallies;
import dev.waymark.gateway.problems.Problem;
import dev.waymark.gateway.problems.Refused;
import dev.waymark.gateway.services.OrderQueries;
import dev.waymark.gateway.services.Outbox;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sign-in by a code of six digits. A contact nobody knows gets an attempt too, with a code that no one was sent. */
public final class CodeSignIn implements SignIn {

    private static final int CODES = 1_000_000;
    private static final int SECRET_BYTES = 24;
    private static final int LONGEST_CONTACT = 254;
    private static final Pattern NO_DIGITS = Pattern.compile("\\D");

    private final SecureRandom random = new SecureRandom();
    private final OrderQueries orders;
    private final Outbox<CodeRequest> outbox;
    private final Attempts attempts;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Tallies tallies;
    private final ClientAddresses addresses;
    private final LimitSettings limits;
    private final SessionSettings settings;
    private final Operator.Staff staff;
    private final KeyedHash codeHash;
    private final Clock clock;

    public CodeSignIn(
            OrderQueries orders,
            Outbox<CodeRequest> outbox,
            Attempts attempts,
            Sessions sessions,
            SessionCookie cookie,
            Tallies tallies,
            ClientAddresses addresses,
            LimitSettings limits,
            SessionSettings settings,
            Operator.Staff staff,
            Clock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.attempts = attempts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.tallies = tallies;
        this.addresses = addresses;
        this.limits = limits;
        this.settings = settings;
        this.staff = staff;
        this.codeHash = KeyedHash.of(settings, "code");
        this.clock = clock;
    }

    @Override
    public Mono<Attempt> ask(String contact, Locale language, ServerWebExchange exchange) {
        var asked = contact.strip();
        var unreadable = asked.isEmpty() || asked.length() > LONGEST_CONTACT;
        return tallies.count(limits.codesByAddress(), addresses.of(exchange.getRequest()))
                .then(Mono.defer(() -> unreadable
                        ? Mono.<ResolvedPerson>error(Refused.because(Problem.CONTACT_UNREADABLE))
                        : orders.person(asked)))
                .flatMap(person -> tallies.count(limits.codesByContact(), person.personRef())
                        .then(Mono.defer(() -> open(person, language, exchange))));
    }

    private Mono<Attempt> open(ResolvedPerson person, Locale language, ServerWebExchange exchange) {
        var secret = secret();
        var id = codeHash.of(secret);
        var code = "%06d".formatted(random.nextInt(CODES));
        var role = person.channel() == Channel.EMAIL ? staff.roleOf(person.normalized()) : Visitor.Role.CUSTOMER;
        var expiresAt = clock.instant().plus(settings.codeFor());
        var waiting = new Attempts.Waiting(
                id, codeHash.of(id + code), person.personRef(), role, masked(person), expiresAt, 0);
        return attempts.open(waiting).then(Mono.fromSupplier(() -> {
            if (person.known() || role != Visitor.Role.CUSTOMER) {
                outbox.put(new CodeRequest(person.channel(), person.normalized(), code, language.getLanguage(), (int)
                        settings.codeFor().toMinutes()));
            }
            exchange.getResponse().addCookie(attemptCookie(secret, settings.codeFor()));
            return new Attempt(person.channel(), masked(person), expiresAt);
        }));
    }

    @Override
    public Mono<Outcome> enter(String code, ServerWebExchange exchange) {
        return tallies.count(limits.codeTriesByAddress(), addresses.of(exchange.getRequest()))
                .then(Mono.defer(() -> attempted(exchange)))
                .flatMap(waiting -> outcome(waiting, NO_DIGITS.matcher(code).replaceAll(""), exchange))
                .defaultIfEmpty(new Outcome.Over());
    }

    private Mono<Attempts.Waiting> attempted(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(attemptName()))
                .map(HttpCookie::getValue)
                .map(secret -> attempts.tried(codeHash.of(secret)))
                .orElseGet(Mono::empty)
                .filter(waiting ->
                        waiting.expiresAt().isAfter(clock.instant()) && waiting.tries() <= settings.codeTries());
    }

    private Mono<Outcome> outcome(Attempts.Waiting waiting, String code, ServerWebExchange exchange) {
        var right = MessageDigest.isEqual(
                codeHash.of(waiting.id() + code).getBytes(UTF_8),
                waiting.codeHash().getBytes(UTF_8));
        if (!right) {
            var left = settings.codeTries() - waiting.tries();
            return Mono.just(left > 0 ? new Outcome.WrongCode(left) : new Outcome.Over());
        }
        return attempts.close(waiting.id())
                .flatMap(closed -> closed ? begin(waiting, exchange) : Mono.just(new Outcome.Over()));
    }

    private Mono<Outcome> begin(Attempts.Waiting waiting, ServerWebExchange exchange) {
        var now = clock.instant();
        var visitor = new Visitor(
                secret(),
                waiting.personRef(),
                waiting.role(),
                waiting.maskedContact(),
                now,
                now.plus(settings.lifetime(waiting.role())));
        return sessions.begin(visitor.sessionId(), visitor.expiresAt()).then(Mono.fromSupplier(() -> {
            exchange.getResponse().addCookie(cookie.of(visitor));
            exchange.getResponse().addCookie(attemptCookie("", Duration.ZERO));
            return new Outcome.SignedIn(visitor);
        }));
    }

    @Override
    public Mono<Void> out(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie.none());
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(cookie.name()))
                .map(HttpCookie::getValue)
                .flatMap(cookie::read)
                .map(visitor -> sessions.revoke(visitor.sessionId()))
                .orElseGet(Mono::empty);
    }

    private String secret() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String attemptName() {
        return cookie.name() + "-code";
    }

    private ResponseCookie attemptCookie(String value, Duration age) {
        return ResponseCookie.from(attemptName(), value)
                .httpOnly(true)
                .secure(settings.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }

    /** As a person recognises their own contact, and nobody else does: {@code a···@b.example}, {@code +7 ··· ··67}. */
    private static String masked(ResolvedPerson person) {
        var contact = person.normalized();
        return switch (person.channel()) {
            case EMAIL -> {
                var at = contact.indexOf('@');
                yield at < 1 ? "···" : contact.substring(0, 1) + "···" + contact.substring(at);
            }
            case SMS ->
                contact.length() < 6
                        ? "···"
                        : contact.substring(0, 2) + " ··· ··" + contact.substring(contact.length() - 2);
        };
    }
}
