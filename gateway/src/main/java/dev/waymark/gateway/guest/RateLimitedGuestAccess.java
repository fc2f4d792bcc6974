package dev.waymark.gateway.guest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.contract.VisibleText;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.AsyncSender;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Counts what could be guessing: every miss of a link, every try of the form. And what makes us write to somebody. */
public final class RateLimitedGuestAccess implements GuestAccess {

    /** What our links look like; anything else is a miss without asking. */
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z]{16,64}");

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_CONTACT = 254;

    private final OrderClient orders;
    private final AsyncSender<LinkRequest> links;
    private final AttemptLimiter limiter;
    private final ClientAddresses addresses;
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
     * A found link costs no count. After too many misses the address is refused before the link is looked at, found or
     * not: refusing only the misses would still tell which links exist.
     */
    @Override
    public Mono<OrderView> guest(String token, ServerHttpRequest request) {
        var address = addresses.of(request);
        var refused = blocked.getIfPresent(address);
        if (refused != null) {
            return Mono.error(refused);
        }
        var order = TOKEN.matcher(token).matches()
                ? orders.guest(token)
                : Mono.<OrderView>error(ProblemException.of(Problem.LINK_UNKNOWN));
        return order.onErrorResume(
                ProblemException.matches(Problem.LINK_UNKNOWN),
                miss -> counted(address).then(Mono.error(miss)));
    }

    private Mono<Void> counted(String address) {
        return limiter.count(AttemptLimit.LINK_MISSES, address)
                .doOnError(ProblemException.class, refusal -> blocked.put(address, refusal));
    }

    /** Counted before anything is known of the link, so that the count tells nothing of it either. */
    @Override
    public Mono<Void> renew(String token, ServerHttpRequest request) {
        return limiter.count(AttemptLimit.RENEWALS_BY_ADDRESS, addresses.of(request))
                .then(limiter.count(AttemptLimit.RENEWALS_BY_LINK, token))
                .then(Mono.fromRunnable(() -> {
                    if (TOKEN.matcher(token).matches()) {
                        links.put(new LinkRequest(token));
                    }
                }));
    }

    /** Every try counts, also the right one, or the count would tell. */
    @Override
    public Mono<OrderLookup> find(String number, String contact, ServerHttpRequest request) {
        var counted = limiter.count(AttemptLimit.FINDS_BY_ADDRESS, addresses.of(request));
        // What nobody sees in it names no other order, and so has no tries of its own.
        var tried = VisibleText.comparable(number);
        if (tried.isEmpty()
                || tried.length() > LONGEST_NUMBER
                || contact.isBlank()
                || contact.length() > LONGEST_CONTACT) {
            return counted.then(Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN)));
        }
        return counted.then(limiter.count(AttemptLimit.FINDS_BY_NUMBER, tried))
                .then(Mono.defer(() -> orders.lookup(new LookupRequest(number.strip(), contact.strip()))));
    }
}
