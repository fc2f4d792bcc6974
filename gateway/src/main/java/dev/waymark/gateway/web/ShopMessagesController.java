package dev.waymark.gateway.web;

import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.gateway.messages.OrderMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the shop's systems learn of an order's messages, and of an address that takes none. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Shop")
class ShopMessagesController {

    private final OrderMessages messages;

    ShopMessagesController(OrderMessages messages) {
        this.messages = messages;
    }

    @GetMapping("/api/orders/{number}/messages")
    @Operation(
            operationId = "orderMessages",
            summary = "What the customer was sent about an order, and which of its addresses take no messages",
            description = "Addresses are masked. To one in `undeliverable` nothing is sent until somebody lifts that.")
    Mono<SentMessages> messages(@PathVariable String number, ServerWebExchange exchange) {
        return messages.of(number, exchange, (_, sent) -> sent);
    }

    @PostMapping(path = "/api/orders/{number}/undeliverable/lift", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "liftAddress",
            summary = "Write again to an address of an order that was found to take no messages",
            description = "When its owner says that it does now. It holds for every order with that address.")
    Mono<LiftedAddress> lift(
            @PathVariable String number, @Valid @RequestBody AddressToLift address, ServerWebExchange exchange) {
        return messages.lift(number, address.channel(), exchange);
    }
}
