package dev.waymark.orders.query;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder.Channel;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.projection.TrackedOrder;
import dev.waymark.orders.projection.TrackedShipment;
import dev.waymark.orders.query.OrderQueries.ContactAnswer;
import dev.waymark.orders.query.OrderQueries.ContactAnswer.Reachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What the links in messages open, for how long, and how somebody gets a new one. */
public final class OrderLinks {

    private final OrderReads reads;
    private final OrderQueries queries;
    private final RenewedLinks renewed;
    private final LinkTokens tokens;
    private final Duration live;
    private final Clock clock;

    public OrderLinks(
            OrderReads reads,
            OrderQueries queries,
            RenewedLinks renewed,
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
    public Mono<LinkAnswer> open(String token) {
        return found(token)
                .map(link -> link.until().isBefore(clock.instant())
                        ? new LinkAnswer.Expired()
                        : new LinkAnswer.Open(
                                new OrderViews(Audience.GUEST, clock.instant())
                                        .order(link.order(), link.parcels(), null),
                                link.until()));
    }

    /** New links in place of one that has expired, for who ordered; empty when nobody was sent it, or it still opens. */
    public Mono<NewLinks> renew(String token) {
        var now = clock.instant();
        return found(token)
                .filter(link -> link.until().isBefore(now))
                .flatMap(link -> queries.contact(link.order().id())
                        .flatMap(answer -> answer.match(
                                reachable -> renewed(reachable, now),
                                erased -> Mono.<ContactAnswer>just(new ContactAnswer.Erased()))))
                .map(contact -> new NewLinks(contact, LinkTokens.cameBy(token), now.plus(live)));
    }

    private Mono<ContactAnswer> renewed(Reachable reachable, Instant now) {
        var order = reachable.order();
        var links = tokens.renewed(order.id(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return renewed.keep(order.id(), links, now)
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
                        parcels.map(parcel -> parcel.shipment().lastHeardAt()))
                .filter(Objects::nonNull)
                .reduce((a, b) -> a.isAfter(b) ? a : b)
                .orElse(Instant.EPOCH);
    }

    private record Link(TrackedOrder order, Map<ShipmentKey, TrackedShipment> parcels, Instant until) {}

    /** What became of a link. */
    public sealed interface LinkAnswer {

        <T> T match(Function<Open, T> open, Function<Expired, T> expired);

        /** It shows this, and will until then, if there is no more news. */
        record Open(OrderView order, Instant until) implements LinkAnswer {
            @Override
            public <T> T match(Function<Open, T> open, Function<Expired, T> expired) {
                return open.apply(this);
            }
        }

        /** It is too old. */
        record Expired() implements LinkAnswer {
            @Override
            public <T> T match(Function<Open, T> open, Function<Expired, T> expired) {
                return expired.apply(this);
            }
        }
    }

    /**
     * New links, and where to send which of them.
     *
     * @param cameBy how the link came that they are asked for with
     * @param until they open the order at least until then
     */
    public record NewLinks(ContactAnswer contact, Channel cameBy, Instant until) {}
}
