package dev.waymark.gateway.web;

import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.MyOrdersFilter;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.signin.SessionPrincipal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What belongs to whoever is signed in. */
@RestController
@Tag(name = "My orders")
class MyOrdersController {

    private final OrderClient orders;

    MyOrdersController(OrderClient orders) {
        this.orders = orders;
    }

    @GetMapping(path = "/api/my/orders", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "myOrders",
            summary = "My orders, newest first, without timelines",
            description =
                    "The address of the next page is in the header `Link` (RFC 8288), its cursor in `next`. With a"
                            + " `query` a page may be short, or empty, and have a next one all the same.")
    Mono<ResponseEntity<OrderPage>> list(
            @Parameter(hidden = true) @AuthenticationPrincipal SessionPrincipal principal,
            @ParameterObject @Valid MyOrdersFilter filter,
            @RequestParam(required = false) @Size(max = 512) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return orders.myOrders(principal.personRef(), principal.otherRef(), filter.parameters(), cursor, limit)
                .map(page -> {
                    var answer = ETagResponse.headers(ResponseEntity.ok());
                    if (page.next() != null) {
                        var next = filter.address("/api/my/orders", Map.of("cursor", page.next(), "limit", limit));
                        answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next));
                    }
                    return answer.body(page);
                });
    }

    @GetMapping(path = "/api/my/orders/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "myOrder", summary = "One order of mine, in full")
    Mono<ResponseEntity<OrderView>> order(
            @Parameter(hidden = true) @AuthenticationPrincipal SessionPrincipal principal,
            @PathVariable String number) {
        return orders.myOrder(principal.personRef(), principal.otherRef(), number)
                .map(order -> ETagResponse.of(order, principal.otherRef() == null ? "" : "-full"));
    }
}
