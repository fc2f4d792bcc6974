package dev.waymark.gateway.guest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.contract.VisibleText;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.gateway.clients.AsyncSender;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.gateway.limits.Throttle;
import dev.waymark.platform.contact.EmailAddress;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts what could be guessing: every miss of a link or of the form. And what makes us write to somebody. */
public final class RateLimitedGuestAccess implements GuestAccess {

    /** What our links look like; anything else is a miss without asking. */
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{16,64}");

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_CONTACT = 254;

    /** Of a phone number; what stands before them is written in several ways. */
    private static final int LAST_DIGITS = 9;

    private final OrderClient orders;
    private final AsyncSender<LinkRequest> links;
    private final AttemptLimiter limiter;
    private final ClientAddresses addresses;
    private final Throttle throttle = new Throttle();
    private final Cache<String, ProblemException> blocked = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(AttemptLimit.LINK_MISSES.window())
            .build();

    public RateLimitedGuestAccess(
            OrderClient orders, AsyncSender<LinkRequest> links, AttemptLimiter limiter, ClientAddresses addresses) {
        this.orders = orders;
        this.links = links;
        this.limiter = limiter;
        this.addresses = addresses;
    }

    /**
     * A link that exists opens, however many misses came from its address: nobody guesses 95 bits, and behind one address
     * there can be an office or a mobile network. What the bound saves is the work that misses make.
     */
    @Override
    public Mono<OpenedLink> open(String token, boolean matched, ServerHttpRequest request) {
        var order = TOKEN.matcher(token).matches()
                ? orders.open(new LinkRequest(token, matched ? Boolean.TRUE : null))
                : Mono.<OpenedLink>error(ProblemException.of(Problem.LINK_UNKNOWN));
        return order.onErrorResume(
                ProblemException.matches(Problem.LINK_UNKNOWN),
                miss -> counted(addresses.of(request)).then(Mono.error(miss)));
    }

    private Mono<Void> counted(String address) {
        var refused = blocked.getIfPresent(address);
        return refused != null
                ? Mono.error(refused)
                : limiter.count(AttemptLimit.LINK_MISSES, address)
                        .doOnError(ProblemException.class, refusal -> blocked.put(address, refusal));
    }

    /**
     * A link that exists is counted for itself, and one that does not for its address, so that made-up ones take nothing from
     * others behind it. Whether it exists opening it would tell as well.
     */
    @Override
    public Mono<Void> renew(String token, ServerHttpRequest request) {
        return isUnknown(token)
                .flatMap(unknown -> unknown
                        ? limiter.count(AttemptLimit.RENEWALS_BY_ADDRESS, addresses.of(request))
                                .thenReturn(true)
                        : Mono.just(false))
                .flatMap(unknown -> limiter.count(AttemptLimit.RENEWALS_BY_LINK, token)
                        .then(Mono.fromRunnable(() -> {
                            if (!unknown) {
                                links.put(new LinkRequest(token));
                            }
                        })));
    }

    private Mono<Boolean> isUnknown(String token) {
        return TOKEN.matcher(token).matches()
                ? orders.open(new LinkRequest(token))
                        .thenReturn(false)
                        .onErrorResume(
                                ProblemException.class, failure -> Mono.just(failure.problem() == Problem.LINK_UNKNOWN))
                : Mono.just(true);
    }

    /**
     * The right pair passes, whatever was tried elsewhere before it: it takes its count back. Past a bound a try waits for
     * its turn, so that a guesser with many addresses needs years and an owner seconds, and a miss is answered with the
     * refusal. Whoever stays at one address until the day's bound is refused there, for waiting alone ends no guessing.
     */
    @Override
    public Mono<OrderLookup> find(String number, String contact, ServerHttpRequest request) {
        var address = addresses.of(request);
        // What nobody sees in it names no other order, and so has no tries of its own.
        var tried = VisibleText.comparable(number);
        if (tried.isEmpty()
                || tried.length() > LONGEST_NUMBER
                || contact.isBlank()
                || contact.length() > LONGEST_CONTACT) {
            return limiter.count(AttemptLimit.FINDS_BY_ADDRESS, address).then(Mono.error(unknown()));
        }
        var attempts = List.of(
                new Attempt(AttemptLimit.FINDS_BY_ADDRESS, address, List.of(tried, contact.strip())),
                new Attempt(AttemptLimit.FINDS_BY_NUMBER_AND_ADDRESS, tried + "\n" + address, List.of()),
                new Attempt(AttemptLimit.FINDS_BY_NUMBER, tried, List.of(address)));
        var bounded = List.of(
                new Attempt(AttemptLimit.FINDS_OF_A_DAY_BY_NUMBER_AND_ADDRESS, tried + "\n" + address, List.of()),
                new Attempt(
                        AttemptLimit.FINDS_OF_A_DAY_BY_CONTACT_AND_ADDRESS,
                        comparable(contact) + "\n" + address,
                        List.of()));
        return Flux.fromIterable(bounded)
                .concatMap(attempt -> limiter.count(attempt.limit(), attempt.subject()))
                .thenMany(Flux.fromIterable(attempts))
                .concatMap(this::refusal)
                .collectList()
                .flatMap(refusals -> orders.lookup(new LookupRequest(number.strip(), contact.strip()))
                        .onErrorMap(
                                ProblemException.matches(Problem.ORDER_UNKNOWN),
                                miss -> refusals.isEmpty() ? unknown() : refusals.getFirst())
                        .flatMap(found -> Flux.concat(Flux.fromIterable(bounded), Flux.fromIterable(attempts))
                                .concatMap(attempt -> limiter.release(attempt.limit(), attempt.subject()))
                                .then(Mono.just(found))));
    }

    /** Counts; past the bound the refusal of a miss, when it is this try's turn. */
    private Mono<ProblemException> refusal(Attempt attempt) {
        var subject = attempt.limit() + attempt.subject();
        return limiter.count(attempt.limit(), attempt.subject())
                .then(Mono.<ProblemException>fromRunnable(() -> throttle.count(subject, attempt.keys())))
                .onErrorResume(
                        ProblemException.class,
                        refused -> throttle.delay(subject, attempt.keys()).thenReturn(refused));
    }

    /** The same for every spelling of one contact; of a phone number without what is dialled once it has answered. */
    private static String comparable(String contact) {
        return EmailAddress.canonical(contact).orElseGet(() -> {
            var text = Normalizer.normalize(VisibleText.of(contact), Normalizer.Form.NFKC);
            var digits = text.codePoints()
                    .takeWhile(c -> !Character.isLetter(c) && c != '#')
                    .map(c -> Character.digit(c, 10))
                    .filter(digit -> digit >= 0)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining());
            return digits.isEmpty() ? text : digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
        });
    }

    private static ProblemException unknown() {
        return ProblemException.of(Problem.ORDER_UNKNOWN);
    }

    /** One try, and by what those of others at the same subject are told from it while they wait. */
    private record Attempt(AttemptLimit limit, String subject, List<String> keys) {}
}
