package dev.waymark.gateway.web;

import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.UndeliverableAddress;
import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.messages.OrderMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The support desk: one search box, and an order with what was sent about it. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support")
class SupportController {

    private final OrderClient orders;
    private final OrderMessages messages;

    SupportController(OrderClient orders, OrderMessages messages) {
        this.orders = orders;
        this.messages = messages;
    }

    /** A POST, because what is searched for is personal data, and addresses are logged and remembered. */
    @PostMapping(path = "/api/support/search", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "supportSearch",
            summary = "Orders by number, tracking number, phone, e-mail, name or customer id")
    Mono<SearchResult> search(@Valid @RequestBody SupportQuery query, ServerWebExchange exchange) {
        return orders.search(new SearchRequest(query.query()))
                .doOnNext(found -> AuditedRequest.found(exchange, found.orders()));
    }

    @PostMapping(path = "/api/support/orders/{number}/links/revocation", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "supportRevokeLinks",
            summary = "Revokes the links to an order that were sent so far",
            description = "Within seconds they answer 410; the next message brings a new one. Send `{}`.")
    Mono<RevokedLinks> revokeLinks(
            @PathVariable String number,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody RevocationRequest nothing) {
        return orders.revokeLinks(number, key, Map.of());
    }

    @GetMapping("/api/support/orders/{number}")
    @Operation(operationId = "supportOrder", summary = "An order with its timeline and messages, the customer masked")
    Mono<ResponseEntity<SupportOrderPage>> order(@PathVariable String number, ServerWebExchange exchange) {
        return messages.of(
                        number,
                        exchange,
                        (order, sent) -> new SupportOrderPage(order, sent.messages(), sent.undeliverable()))
                .map(page -> ETagResponse.headers(ResponseEntity.ok()).body(page));
    }

    /** What is searched for. */
    record SupportQuery(@NotBlank @Size(max = 254) String query) {}

    /** An order as the desk sees it. */
    record SupportOrderPage(OrderView order, List<SentMessage> messages, List<UndeliverableAddress> undeliverable) {}

    /** Nothing is to be said: no form of another site can send JSON, and that is all a body is for. */
    record RevocationRequest() {}
}
