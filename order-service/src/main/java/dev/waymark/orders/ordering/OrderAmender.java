package dev.waymark.orders.ordering;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.OrderEvent.OrderAmended;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.ordering.ChangeResult.Appended;
import dev.waymark.orders.ordering.ChangeResult.OrderUnknown;
import dev.waymark.orders.ordering.ChangeResult.PersonErased;
import dev.waymark.orders.ordering.ChangeResult.Unfitting;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import dev.waymark.orders.people.Person;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.people.PersonalDataVault.EncryptedPerson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Corrects orders by a merge patch (RFC 7396) over what the shop said so far, with the same checks as for an order. What
 * was said is in the clear for the time of one request only.
 */
public record OrderAmender(OrderChanges changes, PersonalDataVault vault, OrderRequestParser parser, JsonMapper json) {

    private static final Set<String> AMENDABLE = Set.of("customer", "destination", "promise", "items");

    /** What a warning of these codes is about is taken all the same. */
    private static final Set<String> TAKEN = Set.of("not-ascii", "extension-left-out", "rounded", "cut");

    /** Answers when it is in the read model: the next patch is over this one. */
    public Mono<ChangeResult> amend(OrderNumber number, JsonNode patch, String request) {
        return changes.whenStored(
                number,
                _ -> true,
                new OrderUnknown(),
                tracked -> vault.decrypt(tracked.order())
                        .flatMap(person -> person.isEmpty()
                                ? Mono.just(new PersonErased())
                                : amend(tracked, person.orElseThrow(), patch, request)));
    }

    private Mono<ChangeResult> amend(TrackedOrder tracked, Person person, JsonNode patch, String request) {
        var fixed = patch.propertyNames().stream()
                .filter(field -> !AMENDABLE.contains(field))
                .map(field -> violation("/" + field, "not-amendable", "Expected: one of %s.".formatted(AMENDABLE)))
                .toList();
        if (!fixed.isEmpty()) {
            return Mono.just(new Unfitting(fixed));
        }
        var placed = tracked.order().placed();
        ObjectNode said = json.valueToTree(said(placed, person));
        return switch (parser.parseOrder(MergePatch.apply(said, patch))) {
            case Invalid<ShopOrder>(var violations) -> Mono.just(new Unfitting(violations));
            case Valid<ShopOrder>(var order, var warnings) -> {
                var violations = violations(placed, order, warnings, patch);
                yield violations.isEmpty()
                        ? amend(tracked, person, order, warnings, request)
                        : Mono.just(new Unfitting(violations));
            }
        };
    }

    /** What is corrected must be readable: left out, it would take away what there was. */
    private static List<Violation> violations(
            OrderPlaced placed, ShopOrder order, List<Violation> warnings, JsonNode patch) {
        var all = new ArrayList<>(warnings.stream()
                .filter(warning -> !TAKEN.contains(warning.code())
                        && !patch.at(warning.pointer()).isMissingNode())
                .toList());
        if (order.items().size() != placed.items().size()) {
            all.add(violation(
                    "/items", "not-amendable", "Expected: as many lines as before; cancel those that will not come."));
        } else {
            IntStream.range(0, order.items().size())
                    .filter(i -> order.items().get(i).quantity()
                            != placed.items().get(i).quantity())
                    .mapToObj(i -> violation(
                            "/items/%d/quantity".formatted(i),
                            "not-amendable",
                            "Expected: as before; cancel what will not come."))
                    .forEach(all::add);
        }
        Stream.of("promise", "destination")
                .filter(field -> patch.path(field).isNull())
                .map(field -> violation("/" + field, "not-amendable", "Expected: another one."))
                .forEach(all::add);
        return all;
    }

    private Mono<ChangeResult> amend(
            TrackedOrder tracked, Person before, ShopOrder order, List<Violation> warnings, String request) {
        var person = Person.of(order);
        var encrypted =
                person.equals(before) ? Mono.just(new EncryptedPerson("", "")) : vault.encrypt(person, tracked.key());
        return encrypted.flatMap(secret -> {
            var event = amended(tracked, before, person, order, secret, request);
            return isEmpty(event)
                    ? Mono.just(new Appended(warnings))
                    : changes.append(event)
                            .then(changes.find(
                                    tracked.key(),
                                    now -> now.order().changes().stream()
                                            .anyMatch(change -> change.id().equals(event.id()))))
                            .<ChangeResult>thenReturn(new Appended(warnings));
        });
    }

    // The checker does not see @Nullable on a nested type's name in a class file:
    // https://github.com/uber/NullAway/issues/1265
    @SuppressWarnings("NullAway")
    private OrderAmended amended(
            TrackedOrder tracked,
            Person before,
            Person person,
            ShopOrder order,
            EncryptedPerson secret,
            String request) {
        var placed = tracked.order().placed();
        var customer = order.customer();
        var destination =
                order.destination() == null ? null : order.destination().kind();
        var isSame = person.equals(before);
        return new OrderAmended(
                EventId.of("order-amended", tracked.key().value(), request),
                tracked.key(),
                changes.clock().instant(),
                isSame ? null : secret.personId(),
                isSame ? null : secret.ciphertext(),
                isElsewhere(before, person),
                changed(placed.language(), customer.language()),
                changed(placed.timeZone(), customer.timeZone()),
                changed(placed.channels(), customer.channels()),
                changed(placed.items(), order.items()),
                changed(placed.promise(), order.promise()),
                changed(placed.destinationKind(), destination));
    }

    private static <T> @Nullable T changed(@Nullable T before, @Nullable T now) {
        return Objects.equals(before, now) ? null : now;
    }

    private static boolean isEmpty(OrderAmended event) {
        return Stream.of(
                        event.personId(),
                        event.language(),
                        event.timeZone(),
                        event.channels(),
                        event.items(),
                        event.promise(),
                        event.destinationKind())
                .allMatch(Objects::isNull);
    }

    /** Whether messages or the parcel go elsewhere. */
    private static boolean isElsewhere(Person before, Person now) {
        return !before.addresses().equals(now.addresses())
                || !Objects.equals(before.country(), now.country())
                || !Objects.equals(before.city(), now.city())
                || !Objects.equals(before.postalCode(), now.postalCode())
                || !Objects.equals(before.address(), now.address());
    }

    /** As the shop would say it now. */
    @SuppressWarnings("NullAway") // as above
    private static ShopOrder said(OrderPlaced placed, Person person) {
        var others = new EnumMap<Channel, String>(Channel.class);
        others.putAll(person.addresses());
        var customer = new ShopOrder.Customer(
                person.customerId(),
                person.name(),
                others.remove(Channel.EMAIL),
                others.remove(Channel.SMS),
                others,
                placed.language(),
                placed.timeZone(),
                placed.channels());
        var destination = placed.destinationKind() == null
                ? null
                : new ShopOrder.Destination(
                        placed.destinationKind(),
                        person.country(),
                        person.city(),
                        person.postalCode(),
                        person.address());
        return new ShopOrder(
                placed.orderNumber(),
                placed.placedAt(),
                customer,
                placed.items(),
                placed.promise(),
                destination,
                List.of());
    }

    private static Violation violation(String pointer, String code, String detail) {
        return new Violation(pointer, code, detail, List.of());
    }
}
