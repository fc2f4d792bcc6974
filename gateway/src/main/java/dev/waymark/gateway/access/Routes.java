package dev.waymark.gateway.access;

import static dev.waymark.gateway.access.Access.ADMINISTRATOR;
import static dev.waymark.gateway.access.Access.COURIER;
import static dev.waymark.gateway.access.Access.OPEN;
import static dev.waymark.gateway.access.Access.SHOP_READ;
import static dev.waymark.gateway.access.Access.SHOP_REVOKE;
import static dev.waymark.gateway.access.Access.SHOP_TEST;
import static dev.waymark.gateway.access.Access.SHOP_WRITE;
import static dev.waymark.gateway.access.Access.SIGNED_IN;
import static dev.waymark.gateway.access.Access.SUPPORT;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every route there is. What is not in this table is answered to nobody; a test holds it against what runs. */
public final class Routes {

    public static final List<Route> ALL = List.of(
            new Route(GET, "/", OPEN),
            new Route(GET, "/assets/**", OPEN),
            new Route(GET, "/problems/{slug}", OPEN),
            new Route(GET, "/t/{token}", OPEN),
            new Route(POST, "/t/{token}", OPEN),
            new Route(GET, "/t/{token}/fragment", OPEN),
            new Route(GET, "/t/{token}/events", OPEN),
            new Route(GET, "/find", OPEN),
            new Route(POST, "/find", OPEN),
            new Route(GET, "/sign-in", OPEN),
            new Route(POST, "/sign-in", OPEN),
            new Route(GET, "/sign-in/code", OPEN),
            new Route(POST, "/sign-in/code", OPEN),
            new Route(GET, "/sign-in/oidc", OPEN),
            new Route(GET, "/sign-in/oidc/callback", OPEN),
            new Route(GET, "/sign-in/second-factor", SIGNED_IN),
            new Route(POST, "/sign-in/second-factor", SIGNED_IN),
            new Route(POST, "/sign-out", OPEN),
            new Route(GET, "/orders", SIGNED_IN),
            new Route(GET, "/orders/{number}", SIGNED_IN),
            new Route(GET, "/orders/{number}/fragment", SIGNED_IN),
            new Route(GET, "/orders/{number}/events", SIGNED_IN),
            new Route(GET, "/account", SIGNED_IN),
            new Route(POST, "/account/sessions", SIGNED_IN),
            new Route(GET, "/support", SUPPORT),
            new Route(POST, "/support", SUPPORT),
            new Route(GET, "/support/orders/{number}", SUPPORT),
            new Route(POST, "/support/orders/{number}/links", SUPPORT),
            new Route(POST, "/support/orders/{number}/messages", SUPPORT),
            new Route(POST, "/support/orders/{number}/undeliverable", SUPPORT),
            new Route(GET, "/support/messages", ADMINISTRATOR),
            new Route(POST, "/support/messages", ADMINISTRATOR),
            new Route(GET, "/support/quarantine", SUPPORT),
            new Route(POST, "/support/quarantine", SUPPORT),
            new Route(GET, "/support/quarantine/{id}", SUPPORT),
            new Route(POST, "/support/quarantine/{id}", SUPPORT),
            new Route(GET, "/support/dead-letters", ADMINISTRATOR),
            new Route(POST, "/support/dead-letters", ADMINISTRATOR),
            new Route(GET, "/support/dead-letters/{id}", ADMINISTRATOR),
            new Route(POST, "/support/dead-letters/{id}", ADMINISTRATOR),
            new Route(GET, "/support/audit", ADMINISTRATOR),
            new Route(POST, "/support/audit", ADMINISTRATOR),
            new Route(GET, "/support/sessions", ADMINISTRATOR),
            new Route(POST, "/support/sessions", ADMINISTRATOR),
            new Route(POST, "/support/second-factor", ADMINISTRATOR),
            new Route(GET, "/api/openapi.json", OPEN),
            new Route(POST, "/api/sign-in", OPEN),
            new Route(POST, "/api/sign-in/code", OPEN),
            new Route(POST, "/api/sign-out", SIGNED_IN),
            new Route(GET, "/api/t/{token}", OPEN),
            new Route(POST, "/api/t/{token}/renewal", OPEN),
            new Route(POST, "/api/find", OPEN),
            new Route(GET, "/api/my/orders", SIGNED_IN),
            new Route(GET, "/api/my/orders/{number}", SIGNED_IN),
            new Route(GET, "/api/my/sessions", SIGNED_IN),
            new Route(DELETE, "/api/my/sessions", SIGNED_IN),
            new Route(DELETE, "/api/my/sessions/{id}", SIGNED_IN),
            new Route(POST, "/api/support/search", SUPPORT),
            new Route(GET, "/api/support/orders/{number}", SUPPORT),
            new Route(POST, "/api/support/orders/{number}/links/revocation", SUPPORT),
            new Route(POST, "/api/support/orders/{number}/messages/redrive", SUPPORT),
            new Route(POST, "/api/support/orders/{number}/undeliverable/lift", SUPPORT),
            new Route(GET, "/api/support/messages/failed", ADMINISTRATOR),
            new Route(POST, "/api/support/messages/redrive", ADMINISTRATOR),
            new Route(GET, "/api/support/couriers", SUPPORT),
            new Route(GET, "/api/support/couriers/{courier}/shadow", SUPPORT),
            new Route(GET, "/api/support/quarantine", SUPPORT),
            new Route(GET, "/api/support/quarantine/{id}", SUPPORT),
            new Route(POST, "/api/support/quarantine/{id}/replay", SUPPORT),
            new Route(POST, "/api/support/quarantine/replay", SUPPORT),
            new Route(GET, "/api/support/dead-letters", ADMINISTRATOR),
            new Route(GET, "/api/support/dead-letters/{id}", ADMINISTRATOR),
            new Route(POST, "/api/support/dead-letters/{id}/redrive", ADMINISTRATOR),
            new Route(POST, "/api/support/dead-letters/redrive", ADMINISTRATOR),
            new Route(POST, "/api/support/audit/search", ADMINISTRATOR),
            new Route(POST, "/api/support/sessions/end", ADMINISTRATOR),
            new Route(POST, "/api/couriers/dry-run", SHOP_TEST),
            // The name of the dry run in older clients.
            new Route(POST, "/api/couriers/rehearsal", SHOP_TEST),
            new Route(POST, "/api/orders", SHOP_WRITE),
            new Route(POST, "/api/orders/{number}/shipments", SHOP_WRITE),
            new Route(DELETE, "/api/orders/{number}/shipments/{courier}/{trackingNumber}", SHOP_WRITE),
            new Route(POST, "/api/orders/{number}/shipments/{courier}/{trackingNumber}/replacement", SHOP_WRITE),
            new Route(POST, "/api/orders/{number}/links/revocation", SHOP_REVOKE),
            new Route(POST, "/api/orders/{number}/cancellation", SHOP_WRITE),
            new Route(POST, "/api/orders/{number}/states", SHOP_WRITE),
            new Route(PATCH, "/api/orders/{number}", SHOP_WRITE),
            new Route(GET, "/api/orders/{number}", SHOP_READ),
            new Route(GET, "/api/orders/{number}/messages", SHOP_READ),
            new Route(POST, "/api/orders/{number}/undeliverable/lift", SHOP_WRITE),
            new Route(GET, "/api/shipments/{courier}/{trackingNumber}", SHOP_READ),
            new Route(GET, "/api/couriers", SHOP_READ),
            new Route(GET, "/api/couriers/candidates", SHOP_READ),
            new Route(POST, "/webhooks/{courier}", COURIER),
            new Route(POST, "/webhooks/{courier}/{secretPath}", COURIER),
            // Some couriers deliver by GET, and senders of CloudEvents ask beforehand whether they may.
            new Route(GET, "/webhooks/{courier}", COURIER),
            new Route(GET, "/webhooks/{courier}/{secretPath}", COURIER),
            new Route(OPTIONS, "/webhooks/{courier}", COURIER),
            new Route(OPTIONS, "/webhooks/{courier}/{secretPath}", COURIER));

    /**
     * The one page that only looks something up; what a link is asked for, for whoever knows it needs no cookie to be
     * believed; an app's sign-out, for no request of another site brings our cookies with
     * it; and what takes JSON only: no form of another site can send that, and to a script of another site our cookies are
     * not given. What comes to the API from another host of our own site is refused by what its browser says.
     */
    private static final Set<String> NO_FORM_TOKEN = Set.of(
            "/find",
            "/t/{token}",
            "/api/t/{token}/renewal",
            "/api/sign-in",
            "/api/sign-in/code",
            "/api/sign-out",
            "/api/find",
            "/api/support/search",
            "/api/support/audit/search",
            "/api/support/orders/{number}/links/revocation",
            "/api/support/orders/{number}/messages/redrive",
            "/api/support/orders/{number}/undeliverable/lift",
            "/api/support/messages/redrive",
            "/api/support/quarantine/{id}/replay",
            "/api/support/quarantine/replay",
            "/api/support/dead-letters/{id}/redrive",
            "/api/support/dead-letters/redrive",
            "/api/support/sessions/end");

    private static final Map<Route, PathPattern> PATTERNS = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    route -> route, route -> PathPatternParser.defaultInstance.parse(route.pattern())));

    private Routes() {}

    public static List<Route> of(Access... wanted) {
        return ALL.stream()
                .filter(route -> List.of(wanted).contains(route.access()))
                .toList();
    }

    /** The methods that an address knows, for {@code Allow}; empty where there is no such address. */
    public static Set<HttpMethod> methodsAt(ServerHttpRequest request) {
        var path = request.getPath().pathWithinApplication();
        var methods = new TreeSet<HttpMethod>();
        PATTERNS.forEach((route, pattern) -> {
            if (pattern.matches(path)) {
                methods.addAll(
                        route.method().equals(GET) ? List.of(GET, HEAD, OPTIONS) : List.of(route.method(), OPTIONS));
            }
        });
        return methods;
    }

    public static boolean isApi(ServerHttpRequest request) {
        return path(request).startsWith("/api/");
    }

    public static boolean isWebhook(ServerHttpRequest request) {
        return path(request).startsWith("/webhooks/");
    }

    private static String path(ServerHttpRequest request) {
        return request.getPath().pathWithinApplication().value();
    }

    /** Whether a person waits for a page, and not a program for an answer. */
    public static boolean isPageRequest(ServerHttpRequest request) {
        return !isApi(request)
                && !isWebhook(request)
                && request.getHeaders().getAccept().stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
    }

    /** Forms that act in the name of whoever's cookie comes with them. */
    public static List<Route> withFormToken() {
        return of(OPEN, SIGNED_IN, SUPPORT, ADMINISTRATOR).stream()
                .filter(route -> route.method().equals(POST) && !NO_FORM_TOKEN.contains(route.pattern()))
                .toList();
    }
}
