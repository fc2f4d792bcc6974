package dev.waymark.orders.query;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.ContactAnswer.ChannelContact;
import dev.waymark.contract.view.CustomerLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.LinkTokens;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.people.PersonalDataVault;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The queries of each audience. An empty answer means "does not exist" as well as "belongs to somebody else". */
public record OrderQueries(
        OrderRepository repository,
        OrderViewLoader views,
        PersonalDataVault vault,
        OwnerAccess access,
        ContactParser contacts,
        BlindIndex index,
        LinkTokens links) {

    private static final int MAX_CANDIDATES = 20;

    public Mono<OrderView> forShop(OrderNumber number) {
        return order(OrderId.of(number)).flatMap(order -> views.view(order, ViewAudience.SHOP));
    }

    /** The first link of an order, for messages of the shop's own. */
    public CustomerLink shopLink(OrderId id) {
        return links.shopLink(id, 0);
    }

    /**
     * For who has {@code proven} to hold contacts of it. An empty optional when it is too old for those alone.
     *
     * @param proven a {@link BlindIndex#owner} each
     */
    public Mono<Optional<OrderView>> forOwner(Set<String> proven, OrderNumber number) {
        return named(number)
                .filter(order -> OwnerAccess.isOwner(order, proven))
                .flatMap(order -> access.isWithheld(order, proven)
                        ? Mono.just(Optional.empty())
                        : forOwner(proven, order).map(Optional::of));
    }

    private Mono<OrderView> forOwner(Set<String> proven, TrackedOrder order) {
        return vault.decrypt(order.order())
                .map(person -> person.map(known -> access.visible(known, order, proven)))
                .flatMap(person -> views.view(order, ViewAudience.OWNER, person.orElse(null)));
    }

    public Mono<OrderView> forSupport(OrderNumber number) {
        return named(number).flatMap(order -> views.view(order, ViewAudience.SUPPORT));
    }

    /** By its number, or by our id of it, which is all that the audit and a link hold. */
    private Mono<TrackedOrder> named(OrderNumber number) {
        var byId = Mono.justOrEmpty(parse(number.value(), OrderId::new)).flatMap(this::order);
        return order(OrderId.of(number)).switchIfEmpty(byId);
    }

    /** Of several journeys under its number the newest. */
    public Mono<ShipmentView> shipment(ShipmentKey key) {
        return repository
                .shipments(List.of(key))
                .flatMap(found -> Mono.justOrEmpty(found.get(key)))
                .map(TrackedShipment::newestJourney)
                .flatMap(this::shipment);
    }

    private Mono<ShipmentView> shipment(TrackedShipment shipment) {
        return repository.orders(shipment.orders().stream().limit(1).toList()).map(found -> {
            var order = found.values().stream().map(TrackedOrder::order).findFirst();
            var number =
                    order.map(known -> known.placed().orderNumber().value()).orElse(null);
            return views.assembler(ViewAudience.SHOP).shipment(shipment, order.orElse(null), number);
        });
    }

    /**
     * The order that {@code number} names, or a shipment of which it names, if {@code contact} is its customer's: an empty
     * optional if it is not. Empty when {@code contact} is neither an e-mail address nor a phone number.
     */
    public Mono<Optional<OrderLookup>> lookUp(String number, String contact) {
        return Mono.justOrEmpty(contacts.any(contact)).flatMap(known -> lookUpOwned(number, index.owner(known)));
    }

    private Mono<Optional<OrderLookup>> lookUpOwned(String number, String owner) {
        var id = OrderId.of(parse(number, OrderNumber::new).orElse(OrderRepository.NO_ORDER));
        var trackingNumber = parse(number, TrackingNumber::new).orElse(OrderRepository.NO_SHIPMENT);
        // The same queries and one derived token in every case: the time does not reveal which part was wrong.
        return Mono.zip(
                        repository.orders(List.of(id)),
                        repository.ordersByTrackingNumber(trackingNumber, MAX_CANDIDATES),
                        (byNumber, byShipment) -> Stream.concat(byNumber.values().stream(), byShipment.stream())
                                .filter(order -> order.index().owners().contains(owner))
                                .findFirst())
                .map(order -> {
                    var orderId = order.map(TrackedOrder::key).orElse(id);
                    var generation =
                            order.map(found -> found.order().linkGeneration()).orElse(0);
                    var answer = new OrderLookup(orderId, links.token(orderId, generation, Channel.EMAIL));
                    return order.map(_ -> answer);
                });
    }

    /** Empty when {@code contact} is neither an e-mail address nor a phone number. */
    public Mono<ResolvedPerson> person(String contact) {
        return Mono.justOrEmpty(contacts.any(contact)).flatMap(parsed -> {
            var ref = index.owner(parsed);
            return repository
                    .ownedBy(ref, null, 1)
                    .map(owned -> new ResolvedPerson(ref, parsed.channel(), parsed.value(), !owned.isEmpty()));
        });
    }

    /** Empty when there is no such order; an empty optional when the person was erased. */
    public Mono<Optional<ContactAnswer>> contact(OrderId id) {
        return contact(id, order -> links.current(order.id(), order.linkGeneration()));
    }

    Mono<Optional<ContactAnswer>> contact(OrderId id, Function<Order, Map<Channel, String>> tokens) {
        return order(id)
                .flatMap(order -> vault.decrypt(order.order())
                        .flatMap(person -> person.isEmpty()
                                ? Mono.just(Optional.empty())
                                : contact(order, person.orElseThrow(), tokens.apply(order.order()))
                                        .map(Optional::of)));
    }

    private Mono<ContactAnswer> contact(TrackedOrder tracked, Person person, Map<Channel, String> tokens) {
        var order = tracked.order().placed();
        var contacts = new EnumMap<Channel, ChannelContact>(Channel.class);
        tokens.forEach((channel, token) -> contacts.put(
                channel,
                new ChannelContact(person.address(channel), order.channels().contains(channel), token)));
        return views.view(tracked, ViewAudience.OWNER, person)
                .map(view -> new ContactAnswer(
                        order.orderId(),
                        order.orderNumber(),
                        person.name(),
                        order.language(),
                        order.timeZone(),
                        contacts,
                        view));
    }

    private Mono<TrackedOrder> order(OrderId id) {
        return repository.orders(List.of(id)).flatMap(found -> Mono.justOrEmpty(found.get(id)));
    }

    /** The identifier that {@code text} is; empty when it is none. */
    public static <T> Optional<T> parse(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
