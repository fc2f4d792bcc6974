package dev.waymark.orders.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import dev.waymark.contract.VisibleText;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.platform.contact.EmailAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered and where it goes, in the clear: it lives for one request and is never logged.
 *
 * @param addresses normalised
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
        @Nullable String customerId,
        @Nullable String name,
        Map<Channel, String> addresses,
        @Nullable String country,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String address) {

    public Person {
        addresses = Map.copyOf(addresses);
        name = name == null ? null : VisibleText.undirected(name);
        city = city == null ? null : VisibleText.undirected(city);
        address = address == null ? null : VisibleText.undirected(address);
    }

    /** Also reads what earlier versions encrypted: a field for each of e-mail and phone. */
    @JsonCreator
    static Person read(
            @Nullable String customerId,
            @Nullable String name,
            @Nullable Map<Channel, String> addresses,
            @Nullable String country,
            @Nullable String city,
            @Nullable String postalCode,
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {
        var all = Channel.addresses(email, phone, addresses);
        // Before there was a canonical form, an address was kept in lower case, its domain as it was typed.
        all.computeIfPresent(
                Channel.EMAIL, (_, kept) -> EmailAddress.canonical(kept).orElse(kept));
        return new Person(customerId, name, all, country, city, postalCode, address);
    }

    public static Person of(ShopOrder order) {
        var customer = order.customer();
        var destination = order.destination();
        return new Person(
                customer.customerId(),
                customer.name(),
                customer.allAddresses(),
                destination == null ? null : destination.country(),
                destination == null ? null : destination.city(),
                destination == null ? null : destination.postalCode(),
                destination == null ? null : destination.address());
    }

    public @Nullable String address(Channel channel) {
        return addresses.get(channel);
    }

    /** Secrets of people stay out of every log. */
    @Override
    public String toString() {
        return "Person[…]";
    }
}
