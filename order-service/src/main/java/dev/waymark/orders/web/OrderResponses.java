package dev.waymark.orders.web;

import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Orders as HTTP knows them: with a tag, so that who has the newest already is not sent it again. */
final class OrderResponses {

    private OrderResponses() {}

    static ResponseEntity<OrderView> conditional(OrderView order, @Nullable String known) {
        var tag = tag(order);
        var fresh = known != null
                && Arrays.stream(known.split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals(tag) || one.equals("*"));
        return ResponseEntity.status(fresh ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE)
                .body(fresh ? null : order);
    }

    /** The version alone would not do: parcels get late at midnight, and fall silent, with nothing written. */
    private static String tag(OrderView order) {
        var today = LocalDate.ofInstant(order.asOf(), ZoneId.of(order.timeZone()));
        var silent = order.shipments().stream()
                .filter(parcel -> parcel.customerStatus() == CustomerStatus.NO_NEWS)
                .count();
        return "\"%d-%d-%d\"".formatted(order.version(), today.toEpochDay(), silent);
    }
}
