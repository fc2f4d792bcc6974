package dev.waymark.orders.query;

import dev.waymark.contract.order.ShopOrder.Destination.Kind;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.Contact;
import dev.waymark.orders.people.OwnerSettings;
import dev.waymark.orders.people.Person;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Set;

/**
 * What of an order people see who have proved to hold contacts of it. One contact is little proof: numbers are given away
 * and used again, and presents have two contacts of two people.
 */
public record OwnerAccess(BlindIndex index, OwnerSettings settings, Clock clock) {

    private static final int ENOUGH = 2;

    static boolean isOwner(TrackedOrder order, Set<String> proven) {
        return proofs(order, proven) > 0;
    }

    /** Whether the order is too old to be seen by this proof. One with a single contact has no other to ask for. */
    boolean isWithheld(TrackedOrder order, Set<String> proven) {
        return proofs(order, proven) < Math.min(ENOUGH, order.index().owners().size())
                && order.order()
                        .placed()
                        .placedAt()
                        .plus(settings.singleContact())
                        .isBefore(clock.instant());
    }

    /** All of {@code person} by two contacts; by one that contact, and of the rest enough to recognise it. */
    Person visible(Person person, TrackedOrder order, Set<String> proven) {
        if (proofs(order, proven) >= ENOUGH) {
            return person;
        }
        var addresses = new EnumMap<>(Masks.addresses(person.addresses()));
        person.addresses().forEach((channel, address) -> {
            if (proven.contains(index.owner(new Contact(channel, address)))) {
                addresses.put(channel, address);
            }
        });
        // A pickup point is nobody's home.
        var isPublic = order.order().placed().destinationKind() == Kind.PICKUP_POINT;
        return new Person(
                null,
                Masks.name(person.name()),
                addresses,
                person.country(),
                person.city(),
                null,
                isPublic ? person.address() : null);
    }

    private static long proofs(TrackedOrder order, Set<String> proven) {
        return order.index().owners().stream().filter(proven::contains).count();
    }
}
