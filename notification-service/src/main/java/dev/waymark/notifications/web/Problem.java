package dev.waymark.notifications.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Everything that can be wrong with a request to us. */
enum Problem {
    BODY_UNREADABLE("body-unreadable", HttpStatus.BAD_REQUEST, "We cannot read this body"),
    VALIDATION("validation", HttpStatus.UNPROCESSABLE_CONTENT, "Some fields are not as they should be"),
    PROVIDER_UNAVAILABLE(
            "provider-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The message could not be handed over"),
    ROUTE_UNKNOWN("route-unknown", HttpStatus.NOT_FOUND, "There is no such route"),
    INTERNAL_ERROR("internal-error", HttpStatus.INTERNAL_SERVER_ERROR, "Something failed on our side");

    private final String slug;
    private final HttpStatus status;
    private final String title;

    Problem(String slug, HttpStatus status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    ProblemDetail detail() {
        var detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("/problems/" + slug));
        detail.setTitle(title);
        detail.setProperty("code", slug);
        return detail;
    }
}
