package dev.waymark.gateway.web;

import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The support desk: one search box, and an order with what was sent about it. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support")
class SupportController {

    private final OrderClient orders;
    private final NotificationClient notifications;

    SupportController(OrderClient orders, NotificationClient notifications) {
        this.orders = orders;
        this.notifications = notifications;
    }

    /** A POST, because what is searched for is personal data, and addresses are logged and remembered. */
    @PostMapping(path = "/api/support/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "supportSearch",
            summary = "Orders by number, tracking number, phone, e-mail, name or customer id")
    Mono<SearchResult> search(@Valid @RequestBody SupportQuery query) {
        return orders.search(new SearchRequest(query.query()));
    }

    @GetMapping("/api/support/orders/{number}")
    @Operation(operationId = "supportOrder", summary = "An order with its timeline and messages, the customer masked")
    Mono<ResponseEntity<SupportOrderPage>> order(@PathVariable String number) {
        return orders.supportOrder(number)
                .zipWhen(order -> notifications.messages(order.orderId()), SupportOrderPage::new)
                .map(page -> ETagResponse.headers(ResponseEntity.ok()).body(page));
    }

    /** What is searched for. */
    record SupportQuery(@NotBlank @Size(max = 254) String query) {}

    /** An order as the desk sees it. */
    record SupportOrderPage(OrderView order, List<SentMessage> messages) {}
}
