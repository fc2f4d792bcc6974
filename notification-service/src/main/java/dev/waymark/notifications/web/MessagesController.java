package dev.waymark.notifications.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.FailedMessages;
import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.RedrivenMessages;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.notifications.sending.Redrive;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.notifications.sending.UndeliverableAddresses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The messages of an order, sent or suppressed, for support, and what support may do about them. */
@RestController
class MessagesController {

    private final SendLog log;
    private final UndeliverableAddresses addresses;
    private final Redrive redrive;

    MessagesController(SendLog log, UndeliverableAddresses addresses, Redrive redrive) {
        this.log = log;
        this.addresses = addresses;
        this.redrive = redrive;
    }

    /** An unknown order has no messages: whether it exists is not for this service to answer. */
    @GetMapping(path = "/internal/orders/{orderId}/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SentMessages> messages(@PathVariable String orderId) {
        return order(orderId)
                .flatMap(order -> Mono.zip(
                        log.messages(order).collectList(), addresses.of(order).collectList(), SentMessages::new))
                .defaultIfEmpty(new SentMessages(List.of(), List.of()));
    }

    /** How many have failed or are uncertain, by reason. */
    @GetMapping(path = "/internal/messages/failed", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<FailedMessages> failed(@RequestParam(required = false) @Nullable Instant since) {
        return log.failures(since).collectList().map(FailedMessages::new);
    }

    /** Tries again what has failed or is uncertain. */
    @PostMapping("/internal/messages/redrive")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<RedrivenMessages> redrive(@Valid @RequestBody RedriveRequest request) {
        return redrive.redrive(
                        new MessageSelection(request.order(), request.message(), request.reason(), request.since()))
                .map(RedrivenMessages::new);
    }

    /** Lets messages go again to an address of this order that was found to be undeliverable. */
    @PostMapping("/internal/orders/{orderId}/undeliverable/lift")
    Mono<LiftedAddress> lift(@PathVariable String orderId, @Valid @RequestBody LiftRequest request) {
        return order(orderId)
                .flatMap(order -> addresses.lift(order, request.channel()))
                .defaultIfEmpty(false)
                .map(LiftedAddress::new);
    }

    private static Mono<OrderId> order(String orderId) {
        return Mono.fromSupplier(() -> new OrderId(orderId)).onErrorComplete(IllegalArgumentException.class);
    }

    /**
     * Which messages: those that all of these name.
     *
     * @param message the id of one
     * @param reason for which they ended, such as {@code smtp-rcpt-5.7}
     * @param since when the oldest was decided
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RedriveRequest(
            @Nullable OrderId order,
            @Nullable @Size(max = 64) String message,
            @Nullable @Size(max = 64) String reason,
            @Nullable Instant since) {

        @AssertTrue(message = "names no order, message or reason")
        public boolean isAnyNamed() {
            return order != null || message != null || reason != null;
        }
    }

    /** @param channel whose address may be written to again */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LiftRequest(@NotNull Channel channel) {}
}
