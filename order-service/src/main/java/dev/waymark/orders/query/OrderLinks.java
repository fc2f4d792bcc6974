package dev.waymark.orders.query;

import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.people.LinkSettings;
import dev.waymark.orders.people.LinkTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Opens the links in messages, and renews those that have expired. */
public record OrderLinks(
        OrderRepository repository,
        OrderQueries queries,
        OrderViewLoader views,
        RenewedLinkStore renewals,
        LinkTokens tokens,
        LinkSettings settings,
        Clock clock) {

    /** Empty when there is no such link; an empty optional when it has expired. */
    public Mono<Optional<OpenedLink>> open(String token) {
        return find(token).map(link -> Optional.of(link).filter(found -> !isExpired(found)));
    }

    /**
     * Replaces an expired link by new ones. Empty when there is no such link, or it has not expired; an empty optional when
     * the person was erased.
     */
    public Mono<Optional<RenewedLink>> renew(String token) {
        var now = clock.instant();
        return find(token)
                .filter(this::isExpired)
                .flatMap(link -> renew(link, now))
                .map(contact -> contact.map(
                        known -> new RenewedLink(known, LinkTokens.channel(token), now.plus(settings.live()))));
    }

    private Mono<Optional<ContactAnswer>> renew(OpenedLink expired, Instant now) {
        var id = expired.orderId();
        var links = tokens.renewed(id, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return queries.contact(id, links)
                .flatMap(contact -> contact.isEmpty()
                        ? Mono.just(contact)
                        : renewals.save(id, links.values(), now).thenReturn(contact));
    }

    private boolean isExpired(OpenedLink link) {
        return link.until().isBefore(clock.instant());
    }

    private Mono<OpenedLink> find(String token) {
        var hash = LinkTokens.hashed(token);
        return repository
                .byLink(hash)
                .flatMap(order -> link(order, null))
                .switchIfEmpty(Mono.defer(() -> findRenewed(hash)));
    }

    private Mono<OpenedLink> findRenewed(String hash) {
        return renewals.find(hash)
                .flatMap(renewal -> repository
                        .orders(List.of(renewal.order()))
                        .flatMap(orders -> Mono.justOrEmpty(orders.get(renewal.order())))
                        .flatMap(order -> link(order, renewal.at())));
    }

    private Mono<OpenedLink> link(TrackedOrder order, @Nullable Instant renewedAt) {
        return views.view(order, ViewAudience.GUEST).map(view -> {
            var news = Stream.concat(
                    Stream.of(order.order().placed().recordedAt(), renewedAt),
                    view.shipments().stream().map(ShipmentView::lastReceivedAt));
            var last = news.filter(Objects::nonNull).max(Comparator.naturalOrder());
            return new OpenedLink(order.key(), view, last.orElse(Instant.EPOCH).plus(settings.live()));
        });
    }
}
