package dev.waymark.orders.query;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.people.LinkSettings;
import dev.waymark.orders.people.LinkTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /**
     * Empty when there is no such link; an empty optional when it has expired.
     *
     * @param matched whether whoever asks has also named a number of the order and a contact of it
     */
    public Mono<Optional<OpenedLink>> open(String token, boolean matched) {
        return find(token, matched ? ViewAudience.MATCHED : ViewAudience.GUEST)
                .map(link -> Optional.of(link).filter(found -> !isExpired(found)));
    }

    /**
     * Replaces an expired link by new ones. Empty when there is no such link, or it has not expired; an empty optional when
     * the person was erased.
     */
    public Mono<Optional<RenewedLink>> renew(String token) {
        var now = clock.instant();
        return find(token, ViewAudience.GUEST)
                .filter(this::isExpired)
                .flatMap(link -> renew(link, now))
                .map(contact -> contact.map(
                        known -> new RenewedLink(known, LinkTokens.channel(token), now.plus(settings.live()))));
    }

    private Mono<Optional<ContactAnswer>> renew(OpenedLink expired, Instant now) {
        var id = expired.orderId();
        return queries.contact(id, order -> renewed(order, now))
                .flatMap(contact -> contact.map(
                                known -> renewals.save(id, tokensOf(known), now).thenReturn(contact))
                        .orElseGet(() -> Mono.just(contact)));
    }

    private static List<String> tokensOf(ContactAnswer contact) {
        return contact.contacts().values().stream()
                .map(ContactAnswer.ChannelContact::linkToken)
                .toList();
    }

    private Map<Channel, String> renewed(Order order, Instant at) {
        return tokens.renewed(order.id(), order.linkGeneration(), LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    private boolean isExpired(OpenedLink link) {
        return link.until().isBefore(clock.instant());
    }

    private Mono<OpenedLink> find(String token, ViewAudience audience) {
        var hash = LinkTokens.hashed(token);
        return repository
                .byLink(hash)
                .flatMap(order -> {
                    var current = tokens.isCurrent(order.key(), order.order().linkGeneration(), token);
                    return link(order, audience, null, !current);
                })
                .switchIfEmpty(Mono.defer(() -> findRenewed(token, hash, audience)));
    }

    private Mono<OpenedLink> findRenewed(String token, String hash, ViewAudience audience) {
        return renewals.find(hash)
                .flatMap(renewal -> repository
                        .orders(List.of(renewal.order()))
                        .flatMap(orders -> Mono.justOrEmpty(orders.get(renewal.order())))
                        .flatMap(order -> link(
                                order,
                                audience,
                                renewal.at(),
                                !renewed(order.order(), renewal.at()).containsValue(token))));
    }

    /** A link that was revoked has expired, however new it is. */
    private Mono<OpenedLink> link(
            TrackedOrder order, ViewAudience audience, @Nullable Instant renewedAt, boolean revoked) {
        return views.view(order, audience).map(view -> {
            var news = Stream.concat(
                    Stream.of(order.order().placed().recordedAt(), renewedAt),
                    view.shipments().stream().map(ShipmentView::lastReceivedAt));
            var last = news.filter(Objects::nonNull).max(Comparator.naturalOrder());
            var until = revoked ? Instant.EPOCH : last.orElse(Instant.EPOCH).plus(settings.live());
            return new OpenedLink(order.key(), view, until);
        });
    }
}
