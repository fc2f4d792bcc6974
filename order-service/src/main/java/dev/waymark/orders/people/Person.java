package dev.waymark.orders.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.order.ShopOrder;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered and where it goes, in the clear: it lives for one request and is never logged.
 *
 * @param email normalised
 * @param phone E.164
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
        @Nullable String customerId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String address) {

    public static Person of(ShopOrder order) {
        var customer = order.customer();
        var destination = order.destination();
        return new Person(
                customer.customerId(),
                customer.name(),
                customer.email(),
                customer.phone(),
                destination == null ? null : destination.country(),
                destination == null ? null : destination.city(),
                destination == null ? null : destination.postalCode(),
                destination == null ? null : destination.address());
    }

    /** Secrets of people stay out of every log. */
    @Override
    public String toString() {
        return "Person[…]";
    }
}
