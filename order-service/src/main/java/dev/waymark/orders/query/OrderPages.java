package dev.waymark.orders.query;

import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.query.OrderRepository.Owned;
import dev.waymark.platform.crypto.Hmac;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The orders of one person, newest first, page by page. */
public final class OrderPages {

    /** How many orders a page with a filter examines at most. */
    private static final int MAX_EXAMINED = 200;

    private final OrderRepository repository;
    private final OrderViewLoader views;
    private final OwnerAccess access;
    private final PageCursors cursors;

    public OrderPages(OrderRepository repository, OrderViewLoader views, OwnerAccess access, Hmac cursorKey) {
        this.repository = repository;
        this.views = views;
        this.access = access;
        this.cursors = new PageCursors(cursorKey);
    }

    /**
     * Empty when the cursor is not one of this list. Because a page examines a limited number of orders, it may be short,
     * or empty, and have a next one all the same.
     *
     * @param proven whom the person has proved to be, {@code personRef} among them
     */
    public Mono<OrderPage> page(
            String personRef, Set<String> proven, OrderFilter filter, @Nullable String cursor, int limit) {
        var list = filter.isEmpty() ? personRef : personRef + "\n" + filter;
        var after = cursor == null ? null : cursors.decode(list, cursor).orElse(null);
        if (cursor != null && after == null) {
            return Mono.empty();
        }
        // One more than fits, so that a page which has a next one is never the last.
        var examined = filter.isEmpty() ? limit + 1 : MAX_EXAMINED;
        return Mono.zip(repository.ownedBy(personRef, after, examined), byNumber(filter))
                .flatMap(found -> slice(found.getT1(), proven, filter, found.getT2(), examined, limit))
                .flatMap(slice -> page(slice, list));
    }

    /** Orders that the filter names by a number under which another courier carries them, for example. */
    private Mono<Set<OrderId>> byNumber(OrderFilter filter) {
        return Mono.justOrEmpty(filter.trackingNumber())
                .flatMap(number -> repository.ordersByTrackingNumber(number, MAX_EXAMINED))
                .map(orders -> orders.stream().map(TrackedOrder::key).collect(toSet()))
                .defaultIfEmpty(Set.of());
    }

    private Mono<Slice> slice(
            List<Owned> rows, Set<String> proven, OrderFilter filter, Set<OrderId> byNumber, int examined, int limit) {
        return repository.orders(rows.stream().map(Owned::order).toList()).map(orders -> {
            // An order is absent until the projection has written it.
            var matching = rows.stream()
                    .filter(row -> Optional.ofNullable(orders.get(row.order()))
                            // It may have been somebody else's, until the shop corrected the contact.
                            .filter(found -> OwnerAccess.isOwner(found, proven) && !access.isWithheld(found, proven))
                            .filter(found -> byNumber.contains(found.key()) || filter.matches(found.order()))
                            .isPresent())
                    .toList();
            var page = matching.stream().limit(limit).toList();
            var last = matching.size() > limit ? page.getLast() : null;
            var next = last == null && rows.size() == examined ? rows.getLast() : last;
            return new Slice(
                    page.stream()
                            .flatMap(row -> Stream.ofNullable(orders.get(row.order())))
                            .toList(),
                    next,
                    orders.values().stream()
                            .filter(order -> OwnerAccess.isOwner(order, proven))
                            .anyMatch(order -> access.isWithheld(order, proven)));
        });
    }

    private Mono<OrderPage> page(Slice slice, String list) {
        var next = slice.endsAt() == null ? null : cursors.encode(list, slice.endsAt());
        return views.views(slice.orders(), ViewAudience.OWNER_LIST)
                .map(orders -> new OrderPage(orders, next, slice.withheld() ? true : null));
    }

    /** @param endsAt absent when no further page follows */
    private record Slice(
            List<TrackedOrder> orders, @Nullable Owned endsAt, boolean withheld) {}
}
