package dev.waymark.gateway.problems;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The catalogue of RFC 9457 problems. A slug is a promise to clients: it never changes its meaning. */
public enum Problem {
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request cannot be read"),
    CODE_WRONG(HttpStatus.UNPROCESSABLE_CONTENT, "This code is not right, or no longer valid"),
    CONTACT_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "This is neither an e-mail address nor a phone number"),
    CSRF_REFUSED(HttpStatus.FORBIDDEN, "This form was not opened here, or too long ago"),
    CURSOR_INVALID(HttpStatus.BAD_REQUEST, "This cursor is not from a list of yours"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not with these rights"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something is broken on our side"),
    LINK_EXPIRED(HttpStatus.GONE, "This link has expired"),
    LINK_UNKNOWN(HttpStatus.NOT_FOUND, "We do not know this link"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not with this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not in this format"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is nothing here"),
    ORDER_UNKNOWN(HttpStatus.NOT_FOUND, "We do not know this order"),
    PAYLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    QUARANTINED_UNKNOWN(HttpStatus.NOT_FOUND, "No such webhook is in quarantine"),
    SERVICE_AWAY(HttpStatus.SERVICE_UNAVAILABLE, "A part of ours does not answer"),
    SHADOW_ABSENT(HttpStatus.NOT_FOUND, "No mapping of this courier is on trial"),
    TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    TOO_MANY_TRIES(HttpStatus.TOO_MANY_REQUESTS, "Too many tries"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "Sign in first, or send a key"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not in this format");

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    /** In English; {@code problems.properties} has the words for people, by slug and language. */
    public String title() {
        return title;
    }

    /** Such as {@code order-unknown}: the member {@code code}, and the last part of {@code type}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Problem> named(String slug) {
        return Arrays.stream(values())
                .filter(problem -> problem.slug().equals(slug))
                .findFirst();
    }
}
