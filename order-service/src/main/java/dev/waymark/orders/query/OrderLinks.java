package dev.waymark.orders.query;

import dev.waymark.contract.Channel;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.view.OrderView;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.query.OrderQueries.ContactLookup;
import dev.waymark.orders.query.OrderQueries.ContactLookup.Erased;
import dev.waymark.orders.query.OrderQueries.ContactLookup.Reachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the links in messages open, for how long, and how somebody gets a new one. */
public final class OrderLinks {

    private final OrderRepository reads;
    private final OrderQueries queries;
    private final RenewedLinkStore renewed;
    private final LinkTokens tokens;
    private final Duration live;
    private final Clock clock;

    public OrderLinks(
            OrderRepository reads,
            OrderQueries queries,
            RenewedLinkStore renewed,
            LinkTokens tokens,
            Duration live,
            Clock clock) {
        this.reads = reads;
        this.queries = queries;
        this.renewed = renewed;
        this.tokens = tokens;
        this.live = live;
        this.clock = clock;
    }

    /** What a link shows; empty when nobody was sent such a one. */
    public Mono<ResolvedLink> open(String token) {
        return found(token)
                .map(link -> link.until().isBefore(clock.instant())
                        ? new ResolvedLink.Expired()
                        : new ResolvedLink.Valid(
                                new OrderViewAssembler(Audience.GUEST, clock.instant())
                                        .order(link.order(), link.parcels(), null),
                                link.until()));
    }

    /** New links in place of one that has expired, for who ordered; empty when nobody was sent it, or it still opens. */
    public Mono<NewLinks> renew(String token) {
        var now = clock.instant();
        return found(token)
                .filter(link -> link.until().isBefore(now))
                .flatMap(link -> queries.contact(link.order().id()).flatMap(contact -> switch (contact) {
                    case Reachable reachable -> renewed(reachable, now);
                    case Erased _ -> Mono.just(contact);
                }))
                .map(contact -> new NewLinks(contact, LinkTokens.cameBy(token), now.plus(live)));
    }

    private Mono<ContactLookup> renewed(Reachable reachable, Instant now) {
        var order = reachable.order();
        var links = tokens.renewed(order.id(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return renewed.save(order.id(), links, now)
                .thenReturn(new Reachable(order, reachable.person(), links.email(), links.sms(), reachable.view()));
    }

    private Mono<Link> found(String token) {
        var hash = LinkTokens.hashed(token);
        var sent = switch (LinkTokens.cameBy(token)) {
            case SMS -> reads.bySmsLink(hash);
            case EMAIL -> reads.byLink(hash);
        };
        return sent.flatMap(orders -> Mono.justOrEmpty(orders.stream().findFirst()))
                .flatMap(order -> link(order, null))
                .switchIfEmpty(Mono.defer(() -> renewed.find(hash)
                        .flatMap(renewal -> reads.orders(List.of(renewal.order()))
                                .flatMap(orders -> Mono.justOrEmpty(orders.get(renewal.order())))
                                .flatMap(order -> link(order, renewal.at())))));
    }

    private Mono<Link> link(TrackedOrder order, @Nullable Instant renewedAt) {
        return reads.shipments(order.order().shipments())
                .map(parcels -> new Link(
                        order,
                        parcels,
                        lastNews(order, parcels.values().stream(), renewedAt).plus(live)));
    }

    private static Instant lastNews(TrackedOrder order, Stream<TrackedShipment> parcels, @Nullable Instant renewedAt) {
        return Stream.concat(
                        Stream.of(order.order().recordedAt(), renewedAt),
                        parcels.map(parcel -> parcel.shipment().lastEventAt()))
                .filter(Objects::nonNull)
                .reduce((a, b) -> a.isAfter(b) ? a : b)
                .orElse(Instant.EPOCH);
    }

    private record Link(TrackedOrder order, Map<ShipmentKey, TrackedShipment> parcels, Instant until) {}

    /** What a known link opens. */
    public sealed interface ResolvedLink {

        /** A link that opens its order until {@code until}, or longer if the order gets more news. */
        record Valid(OrderView order, Instant until) implements ResolvedLink {}

        record Expired() implements ResolvedLink {}
    }

    /**
     * New links, and where to send which of them.
     *
     * @param cameBy how the link came that they are asked for with
     * @param until they open the order at least until then
     */
    public record NewLinks(ContactLookup contact, Channel cameBy, Instant until) {}
}
