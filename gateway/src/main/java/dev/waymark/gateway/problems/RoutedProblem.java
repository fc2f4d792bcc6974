package dev.waymark.gateway.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** What the services answer themselves where the gateway only routes: here so that its {@code type} leads somewhere. */
public enum RoutedProblem {
    ADDRESS_UNKNOWN(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    BODY_UNREADABLE(HttpStatus.BAD_REQUEST, "The body is not JSON"),
    CONTENT_ENCODING_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not taken"),
    CONTENT_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not a format that is taken here"),
    COURIER_UNKNOWN(HttpStatus.NOT_FOUND, "No courier's webhooks come to this address"),
    IDEMPOTENCY_KEY_IN_USE(HttpStatus.CONFLICT, "The same request is being worked on"),
    IDEMPOTENCY_KEY_MISSING(HttpStatus.BAD_REQUEST, "An Idempotency-Key is required"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "This key was used for another request"),
    KEY_AWAITED(HttpStatus.SERVICE_UNAVAILABLE, "The key it is signed with is being fetched; please send it again"),
    LIMIT_INVALID(HttpStatus.BAD_REQUEST, "The limit is 1 to 100"),
    LOG_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not taken in; please send it again"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not the method that is used here"),
    ORDER_EXISTS(HttpStatus.CONFLICT, "There is an order of this number"),
    PERSON_ERASED(HttpStatus.GONE, "The customer's data was erased"),
    REQUEST_INVALID(HttpStatus.BAD_REQUEST, "The request cannot be served like this"),
    REQUEST_MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    SHIPMENT_UNKNOWN(HttpStatus.NOT_FOUND, "We do not know this parcel"),
    VALIDATION(HttpStatus.UNPROCESSABLE_CONTENT, "The request breaks rules"),
    WEBHOOK_UNPROVEN(HttpStatus.UNAUTHORIZED, "The proof of its origin is missing, wrong, or not of now");

    private final HttpStatus status;
    private final String title;

    RoutedProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public static Optional<RoutedProblem> named(String slug) {
        return Arrays.stream(values())
                .filter(problem -> problem.slug().equals(slug))
                .findFirst();
    }

    private String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
