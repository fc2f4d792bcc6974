package dev.waymark.orders.web;

import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Responses with an ETag: a client which has the current version does not get it again (Spring compares them). */
final class OrderResponses {

    private OrderResponses() {}

    static ResponseEntity<OrderView> withETag(OrderView order) {
        return ResponseEntity.ok()
                .eTag(etag(order))
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE)
                .body(order);
    }

    /** The version alone is not enough: a shipment becomes late, or without news, when time passes and nothing is written. */
    private static String etag(OrderView order) {
        var today = LocalDate.ofInstant(order.asOf(), ZoneId.of(order.timeZone()));
        var withoutNews = order.shipments().stream()
                .filter(shipment -> shipment.customerStatus() == CustomerStatus.NO_NEWS)
                .count();
        return "\"%d-%d-%d\"".formatted(order.version(), today.toEpochDay(), withoutNews);
    }
}
