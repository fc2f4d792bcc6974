package dev.waymark.ingest;

import static dev.waymark.contract.TrackingEventCondition.trackingEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Topics;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** From a webhook that nobody can read to its event, by a mended file; and mappings tried out without publishing anything. */
class QuarantineIT {

    private static final String PATH = "q7Zt0cWnXh3Lr9VbKy2MdP5s";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A courier of this run's own: the log may hold what others left. */
    private static final String COURIER = "acme-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private static Path mappings;

    private static IngestApp app;
    private static TopicReader topics;

    private int version;

    @BeforeAll
    static void start() throws IOException {
        write(mappings.resolve("acme.yaml"), mapping(1, "scan", "OUT_FOR_DELIVERY"));
        app = IngestApp.start(
                TestInfrastructure.bootstrapServers(),
                "--waymark.ingest.mappings-directory=" + mappings,
                "--waymark.ingest.reload-every=100ms",
                "--waymark.ingest.latest-records.timeout=20s",
                "--waymark.ingest.couriers." + COURIER + ".path=" + PATH,
                "--spring.kafka.producer.properties.request.timeout.ms=20000",
                "--spring.kafka.producer.properties.delivery.timeout.ms=25000");
        topics = app.topics();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @BeforeEach
    void installFirstMapping() throws IOException {
        Files.deleteIfExists(mappings.resolve("shadow/acme.yaml"));
        mend("scan", "OUT_FOR_DELIVERY");
        topics.skipExistingRecords();
    }

    @Test
    void replayByAMendedMappingPublishesOnce() throws IOException {
        var rawId = quarantined("scan.v2");

        list().jsonPath("$.entries[?(@.rawId=='%s')].reason".formatted(rawId))
                .isEqualTo("message (expected: one of those in the mapping)");
        replay(rawId)
                .jsonPath("$.outcome")
                .isEqualTo("UNMAPPABLE")
                .jsonPath("$.reason")
                .isNotEmpty();
        assertThat(waiting()).contains(rawId);
        topics.skipExistingRecords();
        mend("scan.v2", "OUT_FOR_DELIVERY");

        replay(rawId)
                .jsonPath("$.outcome")
                .isEqualTo("PUBLISHED")
                .jsonPath("$.events")
                .isEqualTo(1);
        replay(rawId)
                .jsonPath("$.outcome")
                .isEqualTo("ALREADY_RESOLVED")
                .jsonPath("$.resolvedAt")
                .isNotEmpty();

        assertThat(topics.on(Topics.TRACKING_EVENTS))
                .hasOne(trackingEvent().of(COURIER + ":P-SCAN.V2").from(rawId, COURIER + "/" + version));
        assertThat(waiting()).doesNotContain(rawId);
        show(rawId).jsonPath("$.entry.resolvedAt").isNotEmpty();
        var mark = topics.one(Topics.COURIER_WEBHOOKS_QUARANTINE);
        assertThat(mark.key()).isEqualTo(COURIER);
        assertThat(mark.value()).isEmpty();
        assertThat(TopicReader.headers(mark)).containsEntry("waymark_settles", rawId);
        assertThat(app.meters().replayed(COURIER, "published")).isPositive();
        assertThat(app.meters().received()).isEqualTo(app.meters().completed());
    }

    @Test
    void replayOfACourierKeepsWhatIsStillUnmappable() throws IOException {
        var one = quarantined("scan.v3");
        var other = quarantined("scan.v4");
        topics.skipExistingRecords();
        mend("scan.v3", "OUT_FOR_DELIVERY");

        app.http("quarantine:replay")
                .post()
                .uri("/internal/quarantine/replay?courier={courier}", COURIER)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.published")
                .isEqualTo(1)
                .jsonPath("$.left")
                .isEqualTo(0);

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().of(COURIER + ":P-SCAN.V3"));
        assertThat(waiting()).contains(other).doesNotContain(one);
        mend("scan.v4", "OUT_FOR_DELIVERY");
        replay(other).jsonPath("$.outcome").isEqualTo("PUBLISHED");
    }

    @Test
    void payloadIsShownMasked() {
        var rawId = quarantined("scan.v5");

        show(rawId)
                .jsonPath("$.payload")
                .value(payload -> assertThat((String) payload)
                        .contains("\"kind\" : \"scan.v5\"", "\"name\" : \"xxxx xxxxxxx\"", "+99999999999")
                        .doesNotContain("Anna", "7916"))
                .jsonPath("$.headers['content-type']")
                .isEqualTo("application/json");
        app.http("quarantine:read")
                .get()
                .uri("/internal/quarantine/unknown")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("quarantined-unknown");
    }

    @Test
    void pagesOfTheListJoin() {
        quarantined("scan.v6");
        quarantined("scan.v7");

        var first = page("?courier={courier}&limit=1", COURIER);
        var second = page("?courier={courier}&limit=1&cursor={next}", COURIER, String.valueOf(first.get("next")));

        assertThat(first.get("entries")).isNotEqualTo(second.get("entries"));
        app.http("quarantine:read")
                .get()
                .uri("/internal/quarantine?cursor=yesterday")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("cursor-invalid");
    }

    @Test
    void candidateMappingIsComparedAndPublishesNothing() throws IOException {
        Files.createDirectories(mappings.resolve("shadow"));
        write(mappings.resolve("shadow/acme.yaml"), mapping(90, "scan", "MOVING"));
        await().atMost(PATIENCE).until(() -> String.valueOf(couriers()).contains("shadowVersion=90"));

        post("scan").expectStatus().isAccepted();

        assertThat(topics.on(Topics.TRACKING_EVENTS)).hasOne(trackingEvent().withStatus(SubStatus.OUT_FOR_DELIVERY));
        await().atMost(PATIENCE).until(() -> app.meters().shadow(COURIER, "different") == 1);
        app.http("couriers:read")
                .get()
                .uri("/internal/couriers/{courier}/shadow", COURIER)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.shadow")
                .isEqualTo(COURIER + "/90")
                .jsonPath("$.different")
                .isEqualTo(1)
                .jsonPath("$.differences[0].place")
                .isEqualTo("checkpoints[].fact")
                .jsonPath("$.differences[0].from")
                .isEqualTo("OUT_FOR_DELIVERY")
                .jsonPath("$.differences[0].to")
                .isEqualTo("MOVING")
                .jsonPath("$.samples.length()")
                .isEqualTo(1);
        app.http("couriers:read")
                .get()
                .uri("/internal/couriers/cdek/shadow")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("shadow-absent");
    }

    @Test
    void dryRunShowsEventsAndPublishesNothing() {
        dryRun(null, COURIER, payload("scan"))
                .jsonPath("$.outcome")
                .isEqualTo("MAPPED")
                .jsonPath("$.events[0].checkpoints[0].fact.subStatus")
                .isEqualTo("OUT_FOR_DELIVERY");
        dryRun(mapping(1, "scan", "MOVING"), null, payload("scan").replace("OUT", "SIDEWAYS"))
                .jsonPath("$.unmapped[0]")
                .isEqualTo("SIDEWAYS");
        dryRun(null, COURIER, "Anna Petrova")
                .jsonPath("$.outcome")
                .isEqualTo("UNMAPPABLE")
                .jsonPath("$.reason")
                .isNotEmpty();
        dryRun(mapping(1, "scan", "FLYING"), null, payload("scan"))
                .jsonPath("$.outcome")
                .isEqualTo("MAPPING_INVALID")
                .jsonPath("$.mistakes[0].line")
                .isEqualTo(15)
                .jsonPath("$.mistakes[0].expectation")
                .isNotEmpty();

        topics.assertNothingNew();
    }

    @Test
    void dryRunHasItsBounds() {
        dryRunResponse(null, COURIER, "x".repeat(300_000)).expectStatus().isEqualTo(422);
        dryRunResponse(null, COURIER, "x".repeat(2_000_000)).expectStatus().isEqualTo(413);
        dryRunResponse(null, "nobody", "{}")
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("courier-unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /internal/couriers",
        "GET, /internal/couriers/cdek/shadow",
        "POST, /internal/couriers/dry-run",
        "GET, /internal/quarantine",
        "GET, /%69nternal/quarantine",
        "GET, /internal/quarantine/1",
        "POST, /internal/quarantine/replay",
        "POST, /internal/quarantine/1/replay"
    })
    void internalRouteWithoutATokenIsAnswered401(String method, String path) {
        var request = URI.create(app.address() + path);

        app.http()
                .method(HttpMethod.valueOf(method))
                .uri(request)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        app.http("couriers:dance")
                .method(HttpMethod.valueOf(method))
                .uri(request)
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    /** Tells the courier's webhook of a kind that its mapping does not know; the id of the raw one. */
    private String quarantined(String kind) {
        post(kind).expectStatus().isAccepted();
        var records = topics.all(Topics.COURIER_WEBHOOKS_QUARANTINE, 1);
        topics.skipExistingRecords();
        return TopicReader.headers(records.get(0)).get("waymark_raw_id");
    }

    private WebTestClient.ResponseSpec post(String kind) {
        return app.http()
                .post()
                .uri("/webhooks/{courier}/{path}", COURIER, PATH)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(payload(kind))
                .exchange();
    }

    private static String payload(String kind) {
        return """
                {"kind":"%1$s","parcel":"P-%1$s","at":"2026-11-23T09:05:07Z","code":"OUT",
                 "recipient":{"name":"Anna Petrova","phone":"+79161234567"}}""".formatted(kind);
    }

    private WebTestClient.BodyContentSpec list() {
        return app.http("quarantine:read")
                .get()
                .uri("/internal/quarantine?courier={courier}", COURIER)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private List<String> waiting() {
        var ids = new ArrayList<String>();
        ((List<?>) page("?courier={courier}", COURIER).get("entries"))
                .forEach(entry -> ids.add(String.valueOf(((Map<?, ?>) entry).get("rawId"))));
        return ids;
    }

    private Map<?, ?> page(String query, Object... variables) {
        return app.http("quarantine:read")
                .get()
                .uri("/internal/quarantine" + query, variables)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.BodyContentSpec show(String rawId) {
        return app.http("quarantine:read")
                .get()
                .uri("/internal/quarantine/{id}", rawId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private WebTestClient.BodyContentSpec replay(String rawId) {
        return app.http("quarantine:replay")
                .post()
                .uri("/internal/quarantine/{id}/replay", rawId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static Map<?, ?> couriers() {
        return app.http("couriers:read")
                .get()
                .uri("/internal/couriers")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
    }

    private WebTestClient.BodyContentSpec dryRun(@Nullable String mapping, @Nullable String courier, String payload) {
        return dryRunResponse(mapping, courier, payload).expectStatus().isOk().expectBody();
    }

    private static WebTestClient.ResponseSpec dryRunResponse(
            @Nullable String mapping, @Nullable String courier, String payload) {
        var scene = new HashMap<String, Object>(Map.of("payload", payload, "headers", Map.of("X-Any", "1")));
        scene.put("mapping", mapping);
        scene.put("courier", courier);
        return app.http("couriers:test")
                .post()
                .uri("/internal/couriers/dry-run")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(scene)
                .exchange();
    }

    /** Puts another version of the mapping into the directory, and waits until it counts. */
    private void mend(String kind, String status) throws IOException {
        version = Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000) + 100;
        write(mappings.resolve("acme.yaml"), mapping(version, kind, status));
        await().atMost(PATIENCE).until(() -> String.valueOf(couriers()).contains("version=" + version));
    }

    private static String mapping(int version, String kind, String status) {
        return """
                courier: %s
                version: %d
                authentication: { path: { kind: secret-path } }
                messages:
                  - name: scan
                    when: [ { at: /kind, is: [ scan, "%s" ] } ]
                    trackingNumber: /parcel
                    checkpoints:
                      occurredAt: { at: /at }
                      identity: [ /code, /at ]
                      codes:
                        key: { code: /code }
                        rows:
                          - { when: { code: IN }, status: ARRIVED }
                          - { when: { code: OUT }, status: %s }
                """.formatted(COURIER, version, kind, status);
    }

    /** Beside and then over: half a file is a mistake that the log would tell of. */
    private static void write(Path file, String text) throws IOException {
        var beside = Files.writeString(file.resolveSibling("acme.new"), text);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
