package dev.waymark.gateway.web;

import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.guest.GuestAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Orders without sign-in: by the link from a message, and by number and contact. */
@RestController
@Tag(name = "Guests")
class GuestController {

    private final GuestAccess guestAccess;

    GuestController(GuestAccess guestAccess) {
        this.guestAccess = guestAccess;
    }

    @GetMapping(path = "/api/t/{token}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "guestOrder", summary = "The order behind the link in a message, without personal data")
    Mono<ResponseEntity<OrderView>> order(@PathVariable String token, ServerHttpRequest request) {
        return guestAccess.guest(token, request).map(ETagResponse::of);
    }

    @PostMapping("/api/t/{token}/renewal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "renewLink",
            summary = "A new link for whoever ordered, in place of this one that has expired",
            description =
                    "It goes to the e-mail or phone of the order. If there is no such order, the answer is the same.")
    Mono<Void> renew(@PathVariable String token, ServerHttpRequest request) {
        return guestAccess.renew(token, request);
    }

    @PostMapping(
            path = "/api/find",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "findOrder",
            summary =
                    "The guest page of an order or parcel, for who knows its number and the contact it was ordered with",
            description = "Every mismatch has one and the same answer: 404 `order-unknown`. What is no contact is 422"
                    + " `contact-unreadable`, whatever the number.")
    Mono<GuestLinks> find(@Valid @RequestBody GuestLookupRequest query, ServerHttpRequest request) {
        return guestAccess
                .find(query.number(), query.contact(), request)
                .map(found -> new GuestLinks("/t/" + found.linkToken(), "/api/t/" + found.linkToken()));
    }

    /**
     * What is looked for.
     *
     * @param number of an order or of a parcel
     * @param contact e-mail or phone
     */
    record GuestLookupRequest(
            @NotBlank @Size(max = 60) String number,
            @NotBlank @Size(max = 254) String contact) {}

    /** Where it is: the page, and the same as JSON. */
    record GuestLinks(String page, String json) {}
}
