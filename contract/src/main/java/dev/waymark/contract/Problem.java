package dev.waymark.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The catalogue of problems that any of our services answers with (RFC 9457). A slug never changes its meaning: what a
 * problem was called before stays resolvable.
 */
public enum Problem {
    ADDRESS_MALFORMED(400, "This address is not complete, or not well formed"),
    ADDRESS_TOO_LONG(414, "This address is too long"),
    BAD_REQUEST(400, "The request cannot be read", "request-invalid", "request-malformed"),
    BODY_UNREADABLE(400, "The body is not JSON"),
    CODE_WRONG(422, "This code is not right, or no longer valid"),
    CONTACT_UNREADABLE(422, "This is neither an e-mail address nor a phone number"),
    CONTENT_ENCODING_UNSUPPORTED(415, "Compressed bodies are not accepted"),
    COURIER_UNKNOWN(404, "No courier's webhooks come to this address"),
    CSRF_REFUSED(403, "This form was not opened here, or too long ago"),
    CURSOR_INVALID(400, "This cursor is not from a list of yours"),
    DEAD_LETTER_UNKNOWN(404, "There is no such dead letter"),
    FORBIDDEN(403, "Not with these rights"),
    HEADERS_TOO_LARGE(431, "The headers of the request are too large"),
    /** RFC 9110 has 505 for it; a status of 5xx is for what is our own fault. */
    HTTP_VERSION_UNSUPPORTED(400, "Not in this version of HTTP"),
    IDEMPOTENCY_KEY_IN_USE(409, "The same request is being worked on"),
    IDEMPOTENCY_KEY_MISSING(400, "An Idempotency-Key is required"),
    IDEMPOTENCY_KEY_REUSED(422, "This key was used for another request"),
    INTERNAL_ERROR(500, "Something is broken on our side"),
    KEY_NOT_CACHED(503, "The key it is signed with is being fetched; please send it again", "key-awaited"),
    LIMIT_INVALID(400, "The limit is 1 to 100"),
    LINK_EXPIRED(410, "This link has expired"),
    LINK_UNKNOWN(404, "We do not know this link"),
    LOG_UNAVAILABLE(503, "Not taken in; please send it again"),
    METHOD_NOT_ALLOWED(405, "Not with this method"),
    NOT_ACCEPTABLE(406, "Not in this format"),
    NOT_FOUND(404, "There is nothing here", "address-unknown", "route-unknown"),
    ORDER_EXISTS(409, "There is an order of this number"),
    ORDER_UNKNOWN(404, "We do not know this order"),
    PAYLOAD_TOO_LARGE(413, "The request is too large", "body-too-large"),
    PERSON_ERASED(410, "The customer's data was erased"),
    PRECONDITION_FAILED(412, "What you know is not what there is"),
    PROVIDER_UNAVAILABLE(503, "No provider accepted the message"),
    PURPOSE_DENIED(403, "The service token is not for this purpose"),
    QUARANTINED_UNKNOWN(404, "No such webhook is in quarantine"),
    SECOND_CONTACT_REQUIRED(403, "This order is too old for one of its contacts alone"),
    REQUEST_TIMEOUT(408, "The request did not arrive in time"),
    SECOND_FACTOR_REQUIRED(403, "Your second factor comes first"),
    SERVICE_UNAVAILABLE(503, "A part of ours does not answer", "service-away"),
    SHADOW_ABSENT(404, "This courier has no candidate mapping"),
    SHIPMENT_UNKNOWN(404, "We do not know this parcel"),
    TOKEN_REQUIRED(401, "A service token is required"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    TOO_MANY_TRIES(429, "Too many tries"),
    UNAUTHENTICATED(401, "Sign in first, or send a key"),
    UNSUPPORTED_MEDIA_TYPE(415, "Not in this format", "content-type-unsupported"),
    VALIDATION(422, "The request breaks rules"),
    WEBHOOK_UNPROVEN(401, "The proof of its origin is missing, wrong, or not of now");

    private final int status;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> formerSlugs;

    Problem(int status, String title, String... formerSlugs) {
        this.status = status;
        this.title = title;
        this.formerSlugs = List.of(formerSlugs);
    }

    /** The problem called {@code slug} now or formerly. */
    public static Optional<Problem> of(String slug) {
        return Arrays.stream(values())
                .filter(problem -> problem.slugs().anyMatch(slug::equals))
                .findFirst();
    }

    /** Such as {@code order-unknown}: the member {@code code}, and the last part of {@link #type()}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Every slug that leads here, the one in use first. */
    public Stream<String> slugs() {
        return Stream.concat(Stream.of(slug()), formerSlugs.stream());
    }

    /** The member {@code type}; the gateway answers at it. */
    public String type() {
        return "/problems/" + slug();
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** In English. */
    public String title() {
        return title;
    }
}
