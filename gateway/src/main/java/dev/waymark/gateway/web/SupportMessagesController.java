package dev.waymark.gateway.web;

import dev.waymark.contract.view.FailedMessages;
import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.RedrivenMessages;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.messages.OrderMessages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Messages that did not get through, sent again, and addresses that may be written to again. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Support")
class SupportMessagesController {

    private final OrderMessages messages;
    private final NotificationClient notifications;

    SupportMessagesController(OrderMessages messages, NotificationClient notifications) {
        this.messages = messages;
        this.notifications = notifications;
    }

    @PostMapping(path = "/api/support/orders/{number}/messages/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "redriveOrderMessages",
            summary = "Send again what failed, or what nobody knows whether it was sent, of one order",
            description =
                    "Each is decided anew: what is superseded or no longer news is not sent. Twice is as good as once.")
    Mono<RedrivenMessages> redriveOfOrder(
            @PathVariable String number, @Valid @RequestBody MessageToRedrive wanted, ServerWebExchange exchange) {
        return messages.redrive(number, wanted.message(), exchange);
    }

    @PostMapping(path = "/api/support/orders/{number}/undeliverable/lift", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "supportLiftAddress",
            summary = "Write again to an address of an order that was found to take no messages")
    Mono<LiftedAddress> lift(
            @PathVariable String number, @Valid @RequestBody AddressToLift address, ServerWebExchange exchange) {
        return messages.lift(number, address.channel(), exchange);
    }

    @GetMapping("/api/support/messages/failed")
    @Operation(
            operationId = "failedMessages",
            summary = "How many messages failed or are uncertain, by reason; for an administrator")
    Mono<FailedMessages> failed(@RequestParam(required = false) @Nullable Instant since) {
        return notifications.failed(since == null ? null : since.toString());
    }

    @PostMapping(path = "/api/support/messages/redrive", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "redriveMessages",
            summary = "Send again all that failed or are uncertain for one reason since a time; for an administrator",
            description =
                    "A thousand at most by one call: the oldest. What is superseded or no longer news is not sent.")
    Mono<RedrivenMessages> redrive(@Valid @RequestBody MessagesToRedrive wanted, ServerWebExchange exchange) {
        return messages.redrive(wanted.reason(), wanted.since(), exchange);
    }

    /** Which message; all of the order when absent. */
    record MessageToRedrive(@Nullable @Size(max = 64) String message) {}

    /** Which messages. */
    record MessagesToRedrive(
            @NotBlank @Size(max = 64) String reason,
            @NotNull Instant since) {}
}
