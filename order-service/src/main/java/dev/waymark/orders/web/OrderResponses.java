package dev.waymark.orders.web;

import dev.waymark.contract.Digests;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Responses with an ETag: a client which has the current version does not get it again (Spring compares them). */
final class OrderResponses {

    private static final int ETAG_DIGITS = 20;

    private OrderResponses() {}

    static ResponseEntity<OrderView> withETag(OrderView order) {
        return withETag(etag(order), order);
    }

    /** A shipment's view has neither a version nor a time in it, so what is read ({@code json}) is its own version. */
    static ResponseEntity<ShipmentView> withETag(ShipmentView shipment, byte[] json) {
        return withETag("\"" + Digests.sha256Hex(json).substring(0, ETAG_DIGITS) + "\"", shipment);
    }

    private static <T> ResponseEntity<T> withETag(String etag, T body) {
        return ResponseEntity.ok()
                .eTag(etag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.ACCEPT_LANGUAGE)
                .body(body);
    }

    /**
     * Weak, for the moment of the answer is in it. The version alone is not enough: a shipment becomes late, or without news,
     * when time passes and nothing is written.
     */
    private static String etag(OrderView order) {
        var today = LocalDate.ofInstant(order.asOf(), ZoneId.of(order.timeZone()));
        var withoutNews = order.shipments().stream()
                .filter(shipment -> shipment.customerStatus() == CustomerStatus.NO_NEWS)
                .count();
        return "W/\"%d-%d-%d\"".formatted(order.version(), today.toEpochDay(), withoutNews);
    }
}
