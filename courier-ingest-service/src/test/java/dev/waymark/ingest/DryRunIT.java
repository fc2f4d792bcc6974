package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.junit.WithService;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whoever may try a mapping may not use the service up with it. */
@WithService(IngestApp.class)
class DryRunIT {

    private static final String MAPPING = """
            courier: bluebird
            version: 3
            authentication: { path: { kind: secret-path } }
            messages:
              - name: scan
                trackingNumber: /awb
                checkpoints:
                  each: /scans
                  occurredAt: { at: /when }
                  identity: [/when]
                  codes:
                    key: { text: /text }
                    rows:
            """;

    private final IngestApp app;

    DryRunIT(IngestApp app) {
        this.app = app;
    }

    @Test
    void patternThatExplodesIsAMistakeWithItsLine() {
        var mapping = MAPPING + "          - { containing: { text: '((x{1,100}){1,100}){1,100}' }, status: MOVING }\n";

        assertThat(body(run(Map.of("mapping", mapping, "payload", "{}"))))
                .contains("MAPPING_INVALID", "\"line\":14", "expected: up to 2000");
    }

    @Test
    void whatIsTooLongIsSaidFieldByField() {
        var refused = run(Map.of(
                "courier",
                "c".repeat(41),
                "mapping",
                "x".repeat(256 * 1024 + 1),
                "payload",
                "y".repeat(256 * 1024 + 1)));

        assertThat(refused.getStatus().value()).isEqualTo(422);
        assertThat(body(refused)).contains("\"/courier\"", "\"/mapping\"", "\"/payload\"", "too-long");
    }

    /** Each takes minutes: a text of as many letters as are read, for each scan and each of ten patterns as large as may be. */
    @Test
    void runsThatTakeLongEndAndAreFewAtOnce() {
        var rows = "          - { containing: { text: '(?:a?){250}z' }, status: MOVING }\n".repeat(10);
        var scan = "{\"when\":\"2026-11-23T09:00:00Z\",\"text\":\"%s\"}".formatted("a".repeat(500));
        var payload = "{\"awb\":\"BB1\",\"scans\":[" + String.join(",", Collections.nCopies(450, scan)) + "]}";
        var slow = Map.of("mapping", MAPPING + rows, "payload", payload);

        var answers = Flux.fromStream(IntStream.range(0, 16).boxed())
                .flatMap(i -> Mono.fromCallable(() -> run(slow)).subscribeOn(Schedulers.boundedElastic()), 16)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(answers)
                .extracting(answer -> answer.getStatus().value())
                .containsOnly(422, 429)
                .contains(422, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.getStatus().value() == 422)
                .allSatisfy(answer -> assertThat(body(answer)).contains("\"/mapping\"", "too-slow"));
        assertThat(answers)
                .filteredOn(answer -> answer.getStatus().value() == 429)
                .allSatisfy(answer -> assertThat(answer.getResponseHeaders().getFirst("Retry-After"))
                        .isEqualTo("5"));
        // Their threads are free again: they were interrupted.
        assertThat(body(run(Map.of("courier", "cdek", "payload", "{}")))).contains("UNMAPPABLE");
    }

    private EntityExchangeResult<String> run(Map<String, String> request) {
        return app.http("couriers:test")
                .post()
                .uri("/internal/couriers/dry-run")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(new HashMap<>(request))
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static String body(EntityExchangeResult<String> answer) {
        return String.valueOf(answer.getResponseBody());
    }
}
