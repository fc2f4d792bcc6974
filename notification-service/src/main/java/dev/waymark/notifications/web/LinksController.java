package dev.waymark.notifications.web;

import dev.waymark.notifications.sending.RequestedMessageSender;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends a new link in place of an expired one. The answer does not reveal whether there was a recipient. */
@RestController
class LinksController {

    private final RequestedMessageSender sender;

    LinksController(RequestedMessageSender sender) {
        this.sender = sender;
    }

    @PostMapping("/internal/links")
    Mono<ResponseEntity<Object>> send(@Valid @RequestBody LinkRequest request) {
        return sender.sendRenewedLink(request.token())
                .map(CodesController::response)
                .defaultIfEmpty(ResponseEntity.accepted().build());
    }

    /** @param token of the expired link */
    record LinkRequest(
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{16,64}") String token) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "LinkRequest[]";
        }
    }
}
