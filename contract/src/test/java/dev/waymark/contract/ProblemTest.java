package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    /** Every slug of the four catalogues that there were before there was one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "address-unknown",
                "bad-request",
                "body-too-large",
                "body-unreadable",
                "code-wrong",
                "contact-unreadable",
                "content-encoding-unsupported",
                "content-type-unsupported",
                "courier-unknown",
                "csrf-refused",
                "cursor-invalid",
                "dead-letter-unknown",
                "forbidden",
                "idempotency-key-in-use",
                "idempotency-key-missing",
                "idempotency-key-reused",
                "internal-error",
                "key-awaited",
                "limit-invalid",
                "link-expired",
                "link-unknown",
                "log-unavailable",
                "method-not-allowed",
                "not-acceptable",
                "not-found",
                "order-exists",
                "order-unknown",
                "payload-too-large",
                "person-erased",
                "provider-unavailable",
                "purpose-denied",
                "quarantined-unknown",
                "request-invalid",
                "request-malformed",
                "request-timeout",
                "route-unknown",
                "second-contact-required",
                "service-away",
                "shadow-absent",
                "shipment-unknown",
                "token-required",
                "too-many-requests",
                "too-many-tries",
                "unauthenticated",
                "unsupported-media-type",
                "validation",
                "webhook-unproven"
            })
    void aSlugOnceGivenStaysResolvable(String slug) {
        assertThat(Problem.of(slug)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "request-invalid, BAD_REQUEST",
        "request-malformed, BAD_REQUEST",
        "body-too-large, PAYLOAD_TOO_LARGE",
        "address-unknown, NOT_FOUND",
        "route-unknown, NOT_FOUND"
    })
    void oneRefusalHasOneName(String formerSlug, Problem problem) {
        assertThat(Problem.of(formerSlug)).contains(problem);
    }

    @Test
    void noTwoProblemsShareASlug() {
        assertThat(Arrays.stream(Problem.values()).flatMap(Problem::slugs)).doesNotHaveDuplicates();
    }

    @Test
    void everyProblemIsAnHttpError() {
        assertThat(Problem.values()).allMatch(problem -> problem.status() >= 400 && problem.status() < 600);
    }
}
