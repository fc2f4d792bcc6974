package dev.waymark.orders.web;

import org.springframework.http.HttpStatus;

/** Every way in which we say no. Slugs never change. */
enum Problem {
    BODY_UNREADABLE("body-unreadable", HttpStatus.BAD_REQUEST, "The body is not JSON"),
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", HttpStatus.BAD_REQUEST, "An Idempotency-Key is required"),
    IDEMPOTENCY_KEY_IN_USE("idempotency-key-in-use", HttpStatus.CONFLICT, "The same request is being worked on"),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused", HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for another request"),
    VALIDATION("validation", HttpStatus.UNPROCESSABLE_CONTENT, "The request breaks rules"),
    ORDER_EXISTS("order-exists", HttpStatus.CONFLICT, "There is an order of this number"),
    ORDER_UNKNOWN("order-unknown", HttpStatus.NOT_FOUND, "We do not know this order"),
    SHIPMENT_UNKNOWN("shipment-unknown", HttpStatus.NOT_FOUND, "We do not know this parcel"),
    LINK_UNKNOWN("link-unknown", HttpStatus.NOT_FOUND, "We do not know this link"),
    LINK_EXPIRED("link-expired", HttpStatus.GONE, "This link is too old"),
    CONTACT_UNREADABLE(
            "contact-unreadable",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "This is neither an e-mail address nor a phone number"),
    PERSON_ERASED("person-erased", HttpStatus.GONE, "The customer's data was erased"),
    CURSOR_INVALID("cursor-invalid", HttpStatus.BAD_REQUEST, "This cursor is not one of ours"),
    LIMIT_INVALID("limit-invalid", HttpStatus.BAD_REQUEST, "The limit is 1 to 100"),
    BODY_TOO_LARGE("body-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    REQUEST_INVALID("request-invalid", HttpStatus.BAD_REQUEST, "The request cannot be served like this"),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something failed on our side");

    private final String slug;
    private final HttpStatus status;
    private final String title;

    Problem(String slug, HttpStatus status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    String slug() {
        return slug;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    Refused because(String detail) {
        return new Refused(this, detail);
    }
}
