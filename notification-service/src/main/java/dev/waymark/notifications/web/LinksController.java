package dev.waymark.notifications.web;

import dev.waymark.notifications.sending.LinkSender;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends a new link in place of one that has expired. Whether there was anybody to send it to, the answer does not say. */
@RestController
class LinksController {

    private final LinkSender links;

    LinksController(LinkSender links) {
        this.links = links;
    }

    @PostMapping("/internal/links")
    Mono<ResponseEntity<Object>> send(@Valid @RequestBody LinkRequest request) {
        return links.send(request.token())
                .map(handover -> handover.match(
                        taken -> accepted(),
                        refused -> CodesController.unavailable(),
                        unreachable -> CodesController.unavailable(),
                        unsure -> CodesController.unavailable()))
                .defaultIfEmpty(accepted());
    }

    private static ResponseEntity<Object> accepted() {
        return ResponseEntity.accepted().build();
    }

    /** @param token of the link that has expired */
    record LinkRequest(
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{16,64}") String token) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "LinkRequest[]";
        }
    }
}
