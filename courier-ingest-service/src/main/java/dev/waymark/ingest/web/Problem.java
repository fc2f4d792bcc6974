package dev.waymark.ingest.web;

import dev.waymark.ingest.courier.RejectionReason;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Everything that can be wrong with a call, as its sender is told. The slugs never change. */
enum Problem {
    COURIER_UNKNOWN(HttpStatus.NOT_FOUND, "No courier's webhooks come to this address"),
    WEBHOOK_UNPROVEN(HttpStatus.UNAUTHORIZED, "The proof of its origin is missing, wrong, or not of now"),
    KEY_AWAITED(HttpStatus.SERVICE_UNAVAILABLE, "The key it is signed with is being fetched; please send it again"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is larger than any webhook we know"),
    CONTENT_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not the format that this courier sends"),
    CONTENT_ENCODING_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Compressed bodies are not taken"),
    ADDRESS_UNKNOWN(HttpStatus.NOT_FOUND, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Not the method that this courier uses"),
    REQUEST_MALFORMED(HttpStatus.BAD_REQUEST, "The request cannot be understood"),
    CURSOR_INVALID(HttpStatus.BAD_REQUEST, "This cursor is not from a list of ours"),
    QUARANTINED_UNKNOWN(HttpStatus.NOT_FOUND, "No such webhook is in quarantine"),
    SHADOW_ABSENT(HttpStatus.NOT_FOUND, "No mapping of this courier is on trial"),
    LOG_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not taken in; please send it again"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong on our side");

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    static Problem of(RejectionReason reason) {
        return switch (reason) {
            case COURIER_UNKNOWN -> COURIER_UNKNOWN;
            case CONTENT_TYPE_UNSUPPORTED -> CONTENT_TYPE_UNSUPPORTED;
            case CONTENT_ENCODING_UNSUPPORTED -> CONTENT_ENCODING_UNSUPPORTED;
            case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
            case BODY_TOO_LARGE -> BODY_TOO_LARGE;
            case KEY_NOT_CACHED -> KEY_AWAITED;
            // One answer for all four: which part of a forgery was right is nobody's business.
            case SIGNATURE_MISSING, SIGNATURE_INVALID, SOURCE_IP_NOT_ALLOWED, OUTSIDE_REPLAY_WINDOW -> WEBHOOK_UNPROVEN;
        };
    }

    ResponseEntity.BodyBuilder answer() {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** An answer that also says when to come again, where one should. */
    ResponseEntity.BodyBuilder answer(WebhookSettings settings) {
        var answer = answer();
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? answer.header(
                        HttpHeaders.RETRY_AFTER,
                        String.valueOf(settings.retryAfter().toSeconds()))
                : answer;
    }

    /** {@code traceId} finds the request in our logs. */
    ProblemDetail detail(String traceId) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("/problems/" + slug()));
        problem.setTitle(title);
        // Spring would put the address here, and an address can be a secret.
        problem.setInstance(URI.create("urn:waymark:request:" + traceId));
        problem.setProperty("code", slug());
        problem.setProperty("traceId", traceId);
        return problem;
    }

    private String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
