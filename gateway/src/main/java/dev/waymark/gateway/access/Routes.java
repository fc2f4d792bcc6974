package dev.waymark.gateway.access;

import static dev.waymark.gateway.access.Access.COURIER;
import static dev.waymark.gateway.access.Access.OPEN;
import static dev.waymark.gateway.access.Access.SHOP_READ;
import static dev.waymark.gateway.access.Access.SHOP_TEST;
import static dev.waymark.gateway.access.Access.SHOP_WRITE;
import static dev.waymark.gateway.access.Access.SIGNED_IN;
import static dev.waymark.gateway.access.Access.SUPPORT;
import static dev.waymark.gateway.access.Route.get;
import static dev.waymark.gateway.access.Route.options;
import static dev.waymark.gateway.access.Route.post;

import java.util.List;
import java.util.Set;

/** Every route there is. What is not in this table is answered to nobody; a test holds it against what runs. */
public final class Routes {

    public static final List<Route> ALL = List.of(
            get("/", OPEN),
            get("/assets/**", OPEN),
            get("/problems/{slug}", OPEN),
            get("/t/{token}", OPEN),
            post("/t/{token}", OPEN),
            get("/t/{token}/fragment", OPEN),
            get("/t/{token}/events", OPEN),
            get("/find", OPEN),
            post("/find", OPEN),
            get("/sign-in", OPEN),
            post("/sign-in", OPEN),
            get("/sign-in/code", OPEN),
            post("/sign-in/code", OPEN),
            post("/sign-out", OPEN),
            get("/orders", SIGNED_IN),
            get("/orders/{number}", SIGNED_IN),
            get("/orders/{number}/fragment", SIGNED_IN),
            get("/orders/{number}/events", SIGNED_IN),
            get("/support", SUPPORT),
            post("/support", SUPPORT),
            get("/support/orders/{number}", SUPPORT),
            get("/support/quarantine", SUPPORT),
            post("/support/quarantine", SUPPORT),
            get("/support/quarantine/{id}", SUPPORT),
            post("/support/quarantine/{id}", SUPPORT),
            get("/api/openapi.json", OPEN),
            get("/api/t/{token}", OPEN),
            post("/api/t/{token}/renewal", OPEN),
            post("/api/find", OPEN),
            get("/api/my/orders", SIGNED_IN),
            get("/api/my/orders/{number}", SIGNED_IN),
            post("/api/support/search", SUPPORT),
            get("/api/support/orders/{number}", SUPPORT),
            get("/api/support/couriers", SUPPORT),
            get("/api/support/couriers/{courier}/shadow", SUPPORT),
            get("/api/support/quarantine", SUPPORT),
            get("/api/support/quarantine/{id}", SUPPORT),
            post("/api/support/quarantine/{id}/replay", SUPPORT),
            post("/api/support/quarantine/replay", SUPPORT),
            post("/api/couriers/dry-run", SHOP_TEST),
            // The name of the dry run in older clients.
            post("/api/couriers/rehearsal", SHOP_TEST),
            post("/api/orders", SHOP_WRITE),
            post("/api/orders/{number}/shipments", SHOP_WRITE),
            get("/api/orders/{number}", SHOP_READ),
            get("/api/shipments/{courier}/{trackingNumber}", SHOP_READ),
            get("/api/couriers/candidates", SHOP_READ),
            post("/webhooks/{courier}", COURIER),
            post("/webhooks/{courier}/{secretPath}", COURIER),
            // Some couriers deliver by GET, and senders of CloudEvents ask beforehand whether they may.
            get("/webhooks/{courier}", COURIER),
            get("/webhooks/{courier}/{secretPath}", COURIER),
            options("/webhooks/{courier}", COURIER),
            options("/webhooks/{courier}/{secretPath}", COURIER));

    /** What an API key of the shop opens. */
    public static final List<Access> BY_KEY = List.of(SHOP_READ, SHOP_WRITE, SHOP_TEST);

    /**
     * The one page that only looks something up; what a link is asked for, for whoever knows it needs no cookie to be
     * believed; and what takes JSON only: no form of another site can send that, and to a script of another site our
     * cookies are not given.
     */
    private static final Set<String> NO_FORM_TOKEN = Set.of(
            "/find",
            "/t/{token}",
            "/api/t/{token}/renewal",
            "/api/find",
            "/api/support/search",
            "/api/support/quarantine/{id}/replay",
            "/api/support/quarantine/replay");

    private Routes() {}

    public static List<Route> of(Access... wanted) {
        return of(List.of(wanted));
    }

    public static List<Route> of(List<Access> wanted) {
        return ALL.stream().filter(route -> wanted.contains(route.access())).toList();
    }

    /** Forms that act in the name of whoever's cookie comes with them. */
    public static List<Route> withFormToken() {
        return of(OPEN, SIGNED_IN, SUPPORT).stream()
                .filter(route -> route.method().matches("POST") && !NO_FORM_TOKEN.contains(route.pattern()))
                .toList();
    }
}
