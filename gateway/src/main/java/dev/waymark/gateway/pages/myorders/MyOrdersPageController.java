package dev.waymark.gateway.pages.myorders;

import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.gateway.clients.MyOrdersFilter;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.support.SentMessageLine;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All orders of whoever is signed in, and each of them. */
@Controller
public class MyOrdersPageController {

    private static final Logger LOG = LoggerFactory.getLogger(MyOrdersPageController.class);
    private static final int A_PAGE = 20;

    private final OrderClient orders;
    private final NotificationClient notifications;
    private final PageRenderer renderer;

    MyOrdersPageController(OrderClient orders, NotificationClient notifications, PageRenderer renderer) {
        this.orders = orders;
        this.notifications = notifications;
        this.renderer = renderer;
    }

    @GetMapping("/orders")
    Mono<Rendering> list(
            @AuthenticationPrincipal SessionPrincipal principal,
            @ModelAttribute MyOrdersFilter parameters,
            // The name of the parameter query in older links.
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            ServerWebExchange exchange) {
        var language = renderer.language(exchange);
        var filter = parameters.withQuery(q).truncated();
        return orders.myOrders(principal.personRef(), principal.otherRef(), filter.parameters(), cursor, A_PAGE)
                .map(found -> OrderListPage.of(found, filter, order -> renderer.context(language, order)))
                .flatMap(page -> renderer.page("orders", exchange, Map.of("page", page, "isFirst", cursor == null)));
    }

    @GetMapping("/orders/{number}")
    Mono<Rendering> order(
            @AuthenticationPrincipal SessionPrincipal principal,
            @PathVariable String number,
            ServerWebExchange exchange) {
        return orders.myOrder(principal.personRef(), principal.otherRef(), number)
                .flatMap(order -> render("order", order, exchange));
    }

    /** The part that changes, for a page that is open. */
    @GetMapping("/orders/{number}/fragment")
    Mono<Rendering> fragment(
            @AuthenticationPrincipal SessionPrincipal principal,
            @PathVariable String number,
            ServerWebExchange exchange) {
        return orders.myOrder(principal.personRef(), principal.otherRef(), number)
                .flatMap(order -> render("order :: picture", order, exchange));
    }

    private Mono<Rendering> render(String view, OrderView order, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange), order);
        return sent(order).flatMap(sent -> {
            var model = Map.of(
                    "page", OrderPage.of(order, Audience.OWNER, context),
                    "here", Links.path("orders", order.orderNumber()),
                    "sent", SentMessageLine.of(sent, context));
            return renderer.page(view, exchange, model);
        });
    }

    /** What was sent is beside the point of the page: without it the page still answers "where". */
    private Mono<List<SentMessage>> sent(OrderView order) {
        return notifications.messages(order.orderId()).onErrorResume(failure -> {
            LOG.warn("messages unknown: order={} cause={}", order.orderId().value(), failure.getMessage());
            return Mono.just(List.of());
        });
    }
}
