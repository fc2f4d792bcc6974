package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.Contact;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.people.PersonalDataVault.EncryptedPerson;
import dev.waymark.orders.query.OrderRepository.Owned;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What each asker may ask, and see. An empty answer means "not there" as well as "not yours". */
public final class OrderQueries {

    /** No order and no parcel bears these: looking for them costs the same as looking for what exists. */
    private static final OrderNumber NO_ORDER = new OrderNumber("0".repeat(40));

    private static final TrackingNumber NO_PARCEL = new TrackingNumber("0".repeat(50));
    private static final int MOST_CANDIDATES = 20;

    /** Orders of one person that one page of a search reads. */
    static final int MOST_LOOKED_THROUGH = 200;

    private final OrderRepository reads;
    private final PersonalDataVault vault;
    private final ContactParser contacts;
    private final BlindIndex terms;
    private final LinkTokens links;
    private final PageCursors cursors;
    private final Clock clock;

    public OrderQueries(
            OrderRepository reads,
            PersonalDataVault vault,
            ContactParser contacts,
            BlindIndex terms,
            LinkTokens links,
            KeyedHash cursorKey,
            Clock clock) {
        this.reads = reads;
        this.vault = vault;
        this.contacts = contacts;
        this.terms = terms;
        this.links = links;
        this.cursors = new PageCursors(cursorKey);
        this.clock = clock;
    }

    public Mono<OrderView> forShop(OrderNumber number) {
        return order(OrderId.of(number)).flatMap(order -> view(order, Audience.SHOP, null));
    }

    public Mono<ShipmentView> shipment(ShipmentKey key) {
        return reads.shipments(List.of(key))
                .flatMap(found -> Mono.justOrEmpty(found.get(key)))
                .flatMap(tracked -> reads.orders(
                                tracked.orders().stream().limit(1).toList())
                        .map(orders -> {
                            var order = orders.values().stream().findFirst().map(TrackedOrder::order);
                            return new OrderViewAssembler(Audience.SHOP, clock.instant())
                                    .shipment(
                                            tracked,
                                            order.orElse(null),
                                            order.map(known -> known.number().value())
                                                    .orElse(null));
                        }));
    }

    /** The order that {@code number} names, or one of whose parcels it names, if {@code contact} is its customer's. */
    public Mono<OrderLookup> lookUp(String number, String contact) {
        var refs = contactsOf(contact).map(terms::owner).toList();
        var orderId = OrderId.of(parsed(number, OrderNumber::new).orElse(NO_ORDER));
        var tracking = parsed(number, TrackingNumber::new).orElse(NO_PARCEL);
        // Three questions in every case, and a token derived in every case: the time tells nobody which part was wrong.
        var byNumber = reads.orders(List.of(orderId));
        var byParcel = reads.byTrackingNumber(tracking, MOST_CANDIDATES)
                .map(parcels -> parcels.stream()
                        .flatMap(parcel -> parcel.orders().stream())
                        .distinct()
                        .limit(MOST_CANDIDATES)
                        .toList())
                .flatMap(ids -> reads.orders(ids.isEmpty() ? List.of(OrderId.of(NO_ORDER)) : ids));
        return Mono.zip(byNumber, byParcel).flatMap(found -> {
            var theirs = Stream.concat(found.getT1().values().stream(), found.getT2().values().stream())
                    .filter(order -> refs.stream().anyMatch(order.index().owners()::contains))
                    .findFirst();
            var id = theirs.map(TrackedOrder::id).orElse(orderId);
            var answer = new OrderLookup(id, links.email(id));
            return theirs.isPresent() ? Mono.just(answer) : Mono.empty();
        });
    }

    /** Who {@code contact} is to us; empty when it is neither an e-mail address nor a phone number. */
    public Mono<ResolvedPerson> person(String contact) {
        return Mono.justOrEmpty(contacts.any(contact)).flatMap(read -> {
            var ref = terms.owner(read);
            return reads.ownedBy(ref, null, 1)
                    .map(owned -> new ResolvedPerson(ref, read.channel(), read.value(), !owned.isEmpty()));
        });
    }

    /**
     * One page of those of a person's orders that {@code words} find; empty when the cursor is not one of that list. A
     * page looks through so many orders and no more: it may be short, or empty, and have a next one all the same.
     */
    public Mono<OrderPage> owned(String personRef, String words, @Nullable String cursor, int limit) {
        var search = OrderTextFilter.of(words);
        var list = search.isEverything() ? personRef : personRef + "\n" + search.key();
        Owned after = null;
        if (cursor != null) {
            var read = cursors.read(list, cursor);
            if (read.isEmpty()) {
                return Mono.empty();
            }
            after = read.orElseThrow();
        }
        return (search.isEverything() ? rows(personRef, after, limit) : sought(personRef, search, after, limit))
                .flatMap(rows -> page(rows.orders()).map(orders -> {
                    var last = rows.endsAt();
                    return new OrderPage(orders, last == null ? null : cursors.write(list, last));
                }));
    }

    private Mono<Rows> rows(String personRef, @Nullable Owned after, int limit) {
        return reads.ownedBy(personRef, after, limit + 1).map(rows -> {
            var page = rows.stream().limit(limit).toList();
            return new Rows(page.stream().map(Owned::order).toList(), rows.size() > limit ? page.get(limit - 1) : null);
        });
    }

    /** One more than fits is looked for, so that a page which says that there is a next one is right. */
    private Mono<Rows> sought(String personRef, OrderTextFilter search, @Nullable Owned after, int limit) {
        return reads.ownedBy(personRef, after, MOST_LOOKED_THROUGH)
                .flatMap(rows -> reads.orders(rows.stream().map(Owned::order).toList())
                        .map(orders -> {
                            var found = rows.stream()
                                    .filter(row -> {
                                        var order = orders.get(row.order());
                                        return order != null && search.finds(order.order());
                                    })
                                    .limit(limit + 1L)
                                    .toList();
                            var page = found.stream().limit(limit).toList();
                            var ids = page.stream().map(Owned::order).toList();
                            if (found.size() > limit) {
                                return new Rows(ids, page.get(limit - 1));
                            }
                            var more = rows.size() == MOST_LOOKED_THROUGH;
                            return new Rows(ids, more ? rows.get(rows.size() - 1) : null);
                        }));
    }

    /** @param endsAt where the page after this one goes on; absent when there is none */
    private record Rows(List<OrderId> orders, @Nullable Owned endsAt) {}

    private Mono<List<OrderView>> page(List<OrderId> ids) {
        return reads.orders(ids).flatMap(orders -> {
            var found = ids.stream().map(orders::get).filter(Objects::nonNull).toList();
            return reads.shipments(found.stream()
                            .flatMap(order -> order.order().shipments().stream())
                            .distinct()
                            .toList())
                    .map(parcels -> {
                        var views = new OrderViewAssembler(Audience.OWNER, clock.instant());
                        return found.stream()
                                .map(order -> views.order(order, parcels, null).withoutTimelines())
                                .toList();
                    });
        });
    }

    public Mono<OrderView> owned(String personRef, OrderNumber number) {
        return order(OrderId.of(number))
                .filter(order -> order.index().owners().contains(personRef))
                .flatMap(this::forOwner);
    }

    public Mono<OrderView> forSupport(OrderNumber number) {
        return order(OrderId.of(number))
                .flatMap(order -> vault.decrypt(sealed(order))
                        .flatMap(person -> view(order, Audience.SUPPORT, person.orElse(null))));
    }

    /** Everything that a message about an order needs; empty when there is no such order. */
    public Mono<ContactLookup> contact(OrderId id) {
        return order(id)
                .flatMap(order -> vault.decrypt(sealed(order))
                        .flatMap(person -> person.<Mono<ContactLookup>>map(known -> view(order, Audience.OWNER, known)
                                        .map(view -> new ContactLookup.Reachable(
                                                order.order(), known, links.email(id), links.sms(id), view)))
                                .orElseGet(() -> Mono.just(new ContactLookup.Erased()))));
    }

    private Mono<OrderView> forOwner(TrackedOrder order) {
        return vault.decrypt(sealed(order)).flatMap(person -> view(order, Audience.OWNER, person.orElse(null)));
    }

    private Mono<TrackedOrder> order(OrderId id) {
        return reads.orders(List.of(id)).flatMap(found -> Mono.justOrEmpty(found.get(id)));
    }

    private Mono<OrderView> view(TrackedOrder order, Audience audience, @Nullable Person person) {
        return reads.shipments(order.order().shipments())
                .map(parcels -> new OrderViewAssembler(audience, clock.instant()).order(order, parcels, person));
    }

    static EncryptedPerson sealed(TrackedOrder order) {
        return new EncryptedPerson(order.order().personId(), order.order().sealedPerson());
    }

    private Stream<Contact> contactsOf(String text) {
        return contacts.any(text).stream();
    }

    static <T> Optional<T> parsed(String text, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** The contact of an order. */
    public sealed interface ContactLookup {

        /** Who ordered, and what to send. */
        record Reachable(Order order, Person person, String linkToken, String smsLinkToken, OrderView view)
                implements ContactLookup {}

        /** The person's key is deleted. */
        record Erased() implements ContactLookup {}
    }
}
