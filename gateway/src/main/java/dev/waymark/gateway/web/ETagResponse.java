package dev.waymark.gateway.web;

import dev.waymark.contract.view.OrderView;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** An order as an answer that a browser may keep but must ask about before it shows it again. */
final class ETagResponse {

    private static final CacheControl ASK_FIRST = CacheControl.noCache().cachePrivate();

    private ETagResponse() {}

    /**
     * Weak, for the moment of the answer is in it: two answers of one version mean the same, but their bytes differ.
     */
    static ResponseEntity<OrderView> of(OrderView order) {
        return of(order, "");
    }

    /** @param variant how much of the order it is: another proof shows more of the same version */
    static ResponseEntity<OrderView> of(OrderView order, String variant) {
        return headers(ResponseEntity.ok())
                .eTag("W/\"" + order.version() + variant + "\"")
                .body(order);
    }

    static ResponseEntity.BodyBuilder headers(ResponseEntity.BodyBuilder answer) {
        return answer.cacheControl(ASK_FIRST).header(HttpHeaders.VARY, "Cookie, Accept-Language");
    }
}
