package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.fuzz.CostMeter;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CourierMappingTest {

    /** A courier nobody has heard of: odd dates without a zone, codes of two fields, its own word for "back". */
    private static final String BLUEBIRD = """
            courier: bluebird
            version: 3
            authentication:
              signed:
                { kind: signature, algorithm: hmac-sha256, signature: { header: X-Signature, encoding: hex } }
            messages:
              - name: scan
                trackingNumber: /awb
                checkpoints:
                  each: /scans
                  occurredAt: { at: /when, patterns: ["dd-MMM-uuuu HH:mm", "dd-MMM-uuuu"], zone: Asia/Kolkata }
                  identity: [/when, /type, /code]
                  returnWhen: { at: /type, is: [RT, RTO] }
                  codes:
                    key: { type: /type, code: /code }
                    rows:
                      - { when: { type: [UD, RT], code: X-PIOM }, status: ACCEPTED }
                      - { when: { type: UD }, status: MOVING }
                      - { when: { type: [DL, RTO] }, status: DELIVERED_TO_RECIPIENT }
            """;

    @Test
    void courierOfANewFileIsMapped() {
        var event = event(parse(BLUEBIRD), """
                {"awb":"BB1","scans":[
                  {"type":"UD","code":"X-PIOM","when":"05-Nov-2026 10:30"},
                  {"type":"RT","code":"X-PIOM","when":"06-Nov-2026"},
                  {"type":"RTO","code":"","when":"07-Nov-2026 00:15"}]}""");

        assertThat(event.mappingVersion()).isEqualTo("bluebird/3");
        assertThat(event.checkpoints())
                .extracting(CourierMappingTest::status)
                .containsExactly(SubStatus.ACCEPTED, SubStatus.RETURN_MOVING, SubStatus.RETURNED_TO_SENDER);
        assertThat(event.checkpoints())
                .extracting(Checkpoint::direction)
                .containsExactly(Direction.FORWARD, Direction.RETURN, Direction.RETURN);
        assertThat(event.checkpoints().get(0).time().occurredAt()).isEqualTo(Instant.parse("2026-11-05T05:00:00Z"));
        assertThat(event.checkpoints())
                .extracting(checkpoint -> checkpoint.time().zoneQuality())
                .containsExactly(ZoneQuality.ASSUMED, ZoneQuality.DATE_ONLY, ZoneQuality.ASSUMED);
    }

    @Test
    void firstMatchingRowCounts() {
        var event = event(
                parse(BLUEBIRD),
                "{\"awb\":\"BB1\",\"scans\":[{\"type\":\"UD\",\"code\":\"Z\",\"when\":\"05-Nov-2026\"}]}");

        assertThat(event.checkpoints()).extracting(CourierMappingTest::status).containsExactly(SubStatus.MOVING);
    }

    @Test
    void codeWithoutARowKeepsTheRawStatusAndIsReported() {
        var result = tracked(
                parse(BLUEBIRD),
                "{\"awb\":\"BB1\",\"scans\":[{\"type\":\"?\",\"code\":\" 9 \",\"when\":\"05-Nov-2026\"}]}");

        assertThat(result.unmappedCodes()).containsExactly("?/9");
        var checkpoint = result.events().get(0).checkpoints().get(0);
        assertThat(status(checkpoint)).isEqualTo(SubStatus.UNMAPPED);
        assertThat(checkpoint.rawStatus().code()).isEqualTo("?/9");
    }

    @Test
    void fallbackOfAnEmptyHistoryIsMappedByTheSameRules() {
        var mapping = parse(BLUEBIRD.replace("each: /scans", "each: /scans\n      fallback: /newest"));
        var scan = "{\"type\":\"UD\",\"code\":\"X-PIOM\",\"when\":\"05-Nov-2026 10:30\"}";
        var body = "{\"awb\":\"BB1\",\"newest\":%s,\"scans\":[%s]}";

        var listed = event(mapping, body.formatted("{\"type\":\"?\"}", scan));

        assertThat(event(mapping, body.formatted(scan, "")).checkpoints()).isEqualTo(listed.checkpoints());
        assertThat(mapping.map(Webhooks.verified("bluebird", body.formatted("null", ""))))
                .isInstanceOf(MappingResult.Ignored.class);
    }

    @Test
    void textThatRowsOnlySearchIsNoCode() {
        var mapping = parse(
                BLUEBIRD.replace("key: { type: /type, code: /code }", "key: { type: /type, code: /code, text: /text }")
                        .replace(
                                "- { when: { type: UD }, status",
                                "- { containing: { text: lost }, status: LOST }\n          - { when: { type: UD }, status"));
        var scan = "{\"awb\":\"BB1\",\"scans\":[{\"when\":\"05-Nov-2026\",\"text\":\"%s\"%s}]}";

        assertThat(event(mapping, scan.formatted("was lost", ""))
                        .checkpoints()
                        .get(0)
                        .rawStatus()
                        .code())
                .isNull();
        assertThat(tracked(mapping, scan.formatted("seen by Erika", "")).unmappedCodes())
                .containsExactly("none");
        assertThat(tracked(mapping, scan.formatted("seen by Erika", ",\"type\":\"?\""))
                        .unmappedCodes())
                .containsExactly("?");
    }

    @Test
    void historyInPiecesOrAgainHasTheSameCheckpoints() {
        var first = "{\"type\":\"UD\",\"code\":\"X-PIOM\",\"when\":\"05-Nov-2026 10:30\"}";
        var second = "{\"when\":\"07-Nov-2026 00:15\",\"code\":\"A\",\"type\":\"DL\"}";
        var body = "{\"awb\":\"BB1\",\"scans\":[%s]}";
        var mapping = parse(BLUEBIRD);

        var whole = event(mapping, body.formatted(first + "," + second + "," + first))
                .checkpoints();

        assertThat(whole).hasSize(2);
        assertThat(event(mapping, body.formatted(first)).checkpoints()).containsExactly(whole.get(0));
        assertThat(event(mapping, body.formatted(second)).checkpoints()).containsExactly(whole.get(1));
    }

    @Test
    void retractionHasTheIdOfItsCheckpoint() {
        var cdek = Webhooks.mapping("cdek");

        var told = event(cdek, captured("cdek", "order_status")).checkpoints().get(0);
        var withdrawn = event(cdek, captured("cdek", "order_status_deleted"))
                .checkpoints()
                .get(0);

        assertThat(withdrawn.fact()).isEqualTo(new Fact.Retraction(told.id()));
        assertThat(withdrawn.id()).isNotEqualTo(told.id());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_DELIVERED,24,CUSTOMS_REFUSED",
        "NOT_DELIVERED,26,LOST",
        "NOT_DELIVERED,27,DISPOSED",
        "NOT_DELIVERED,34,STORAGE_EXPIRED",
        "NOT_DELIVERED,99,RETURN_STARTED",
        "RETURNED_TO_TRANSIT_WAREHOUSE,,MOVING",
        "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE,,ATTEMPT_OTHER",
        "SEND_TO_TRANSIT_OFFICE,,DEPARTED",
        "SENT_TO_TRANSIT_CITY,,DEPARTED",
        "POSTOMAT_RECEIVED,,COLLECTED"
    })
    void cdekCodesAreMappedAsDocumented(String code, String reason, SubStatus expected) {
        var body = captured("cdek", "order_status")
                .replace(
                        "\"code\": \"RECEIVED_AT_SHIPMENT_WAREHOUSE\"",
                        "\"code\": \"%s\", \"status_reason_code\": \"%s\""
                                .formatted(code, reason == null ? "" : reason));

        assertThat(event(Webhooks.mapping("cdek"), body).checkpoints())
                .extracting(CourierMappingTest::status)
                .containsExactly(expected);
    }

    @Test
    void textIsCutAndMadePrintableSoThatEveryWriterCanTakeIt() {
        var body =
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"ACCEPTED\",\"occurredAt\":\"2026-11-05T10:00:00Z\",\"text\":\"\\ud83d a\\u0000b"
                        + "x".repeat(600) + "\"}]}";

        var words =
                event(Webhooks.mapping("waymark"), body).checkpoints().get(0).rawStatus();

        assertThat(words.text()).startsWith("\ufffd a\ufffdb").hasSize(JsonText.MAX_LENGTH);
    }

    @Test
    void signerIsAProofAndNeverAName() {
        var event = event(Webhooks.mapping("easypost"), captured("easypost", "tracker_delivered_and_signed"));

        assertThat(event.proofOfDelivery()).isNotNull();
        assertThat(event.toString()).doesNotContain("DOE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trackingNumber\":\"W 1!\",\"events\":[]}",
                "{\"trackingNumber\":\"W1\",\"events\":{}}",
                "{\"trackingNumber\":\"W1\",\"events\":[7]}",
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"ACCEPTED\",\"occurredAt\":\"yesterday\"}]}",
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"ACCEPTED\",\"occurredAt\":\"2026-11-05T10:00:00\"}]}",
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"ACCEPTED\",\"occurredAt\":\"1970-01-01T00:00:00Z\"}]}",
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"MOVING\",\"occurredAt\":\"2026-11-05T10:00:00Z\","
                        + "\"storageDeadline\":\"+999999999-12-31\"}]}",
                "{\"trackingNumber\":\"W1\",\"eta\":{\"from\":\"2026-11-05\",\"until\":\"2026-11-04\"}}",
                "{\"trackingNumber\":\"W1\",\"trackingNumber\":\"W2\",\"events\":[]}",
                "{\"events\":[]}",
                "{} {}",
                "null"
            })
    void unmappablePayloadNamesTheExpectationAndQuotesNothing(String body) {
        var result = Webhooks.mapping("waymark").map(Webhooks.verified("waymark", body));

        var reason = BundledMappings.reason(result);
        assertThat(reason).contains("expected").doesNotContain("W1", "yesterday", "2026-11");
    }

    @Test
    void historyPastTheBoundIsUnmappable() {
        var events = java.util.stream.IntStream.rangeClosed(0, TrackingEvent.MAX_CHECKPOINTS)
                .mapToObj(i ->
                        "{\"status\":\"MOVING\",\"code\":\"%d\",\"occurredAt\":\"2026-11-05T10:00:00Z\"}".formatted(i))
                .toList();
        var body = "{\"trackingNumber\":\"W1\",\"events\":[" + String.join(",", events) + "]}";

        assertThat(Webhooks.mapping("waymark").map(Webhooks.verified("waymark", body)))
                .isInstanceOf(MappingResult.Unmappable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: ACCEPTED }          | status: ACCEPTET }           | 17 | ACCEPTET",
                "each: /scans                | eech: /scans                 | 20 | eech",
                "each: /scans                | each: scans                  | 10 | scans",
                "each: /scans                | fallback: /newest            | 20 | fallback",
                "each: /scans                | undated: true                | 20 | undated",
                "zone: Asia/Kolkata          | zone: Asia/Kolkatta          | 11 | Kolkatta",
                ", zone: Asia/Kolkata        | ''                           | 11 | zone",
                "version: 3                  | version: three               | 2  | three",
                "kind: signature,            | kind: magic,                 | 5  | magic",
                "trackingNumber: /awb        | reportedAt: { at: /awb }     | 20 | trackingNumber",
                "{ type: UD }, status        | { typ: UD }, status          | 20 | typ",
                "courier: bluebird           | 'courier: Blue Bird'         | 1  | Blue Bird"
            })
    void invalidMappingNamesFileLineAndExpectation(String right, String wrong, int line, String named) {
        var yaml = BLUEBIRD.replace(right.strip(), wrong == null ? "" : wrong.strip());

        assertThat(yaml).isNotEqualTo(BLUEBIRD);
        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageStartingWith("bluebird.yaml:" + line + ":")
                .hasMessageContaining(named)
                .extracting(e -> ((InvalidMappingFile) e).mistake().expectation(), InstanceOfAssertFactories.STRING)
                .doesNotContain("dev.waymark", "java.", "tools.jackson");
    }

    /** The first of them took the whole process with it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "((x{1,100}){1,100}){1,100}",
                "(?:(?:a?){999}){999}",
                "[\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ]"
                        + "[\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ][\\pL\\pN\\pM\\pS\\pP\\pZ]"
            })
    void patternThatExplodesIsAMistakeOnItsLine(String pattern) {
        var yaml = BLUEBIRD.replace(
                "trackingNumber: /awb", "trackingNumber: { at: /awb, extract: '%s' }".formatted(pattern));

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageStartingWith("bluebird.yaml:8:")
                .hasMessageContaining("expected: up to");
    }

    @Test
    void patternsOfAFileAreBoundedTogether() {
        var condition = "          - { at: /a, matches: '[a-z]{600}' }\n";
        var yaml = BLUEBIRD.replace("    trackingNumber", "    when:\n" + condition.repeat(30) + "    trackingNumber");

        assertThatThrownBy(() -> parse(yaml))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageContaining("together more than 20000 steps");
    }

    @Test
    void fileAndItsLinesAreBounded() {
        assertThatThrownBy(() -> parse(BLUEBIRD + "# comment\n".repeat(27_000)))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageContaining("expected: up to 262144");
        assertThatThrownBy(() -> parse(BLUEBIRD + "#" + "x".repeat(5_000)))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageStartingWith("bluebird.yaml:20:")
                .hasMessageContaining("expected: up to 4096");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#\n", "# a comment of many lines\n", " #\n", "\n"})
    void commentsCostNoMoreThanTheirLength(String comment) {
        var yaml = comment.repeat(240_000 / comment.length()) + BLUEBIRD;

        var mapping = CostMeter.bounded(yaml.length(), () -> parse(yaml));

        assertThat(mapping.version()).isEqualTo(3);
    }

    @Test
    void tablesAreBounded() {
        var row = "          - { when: { code: %d }, status: MOVING }\n";
        var rows = IntStream.range(0, 1_001).mapToObj(row::formatted).collect(Collectors.joining());

        assertThatThrownBy(() -> parse(BLUEBIRD + rows))
                .isInstanceOf(InvalidMappingFile.class)
                .hasMessageContaining("expected: up to 1000");
    }

    @Test
    void mappingThatNobodyWaitsForStops() {
        var mapping = parse(BLUEBIRD);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> mapping.map(Webhooks.verified("bluebird", "{\"awb\":\"BB1\"}")))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void framesOfAnUnforeseenFailureAreLoggedOnceAndWithoutItsMessage() {
        var logged = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(CourierMapping.class);
        logged.start();
        logger.addAppender(logged);
        var failing =
                parse(BLUEBIRD.replace("version: 3", "version: 3\nhooks: [ { hook: json-in-string, at: \"\" } ]"));

        var result = failing.map(Webhooks.verified("bluebird", "\"Erika\""));
        failing.map(Webhooks.verified("bluebird", "\"Erika\""));

        logger.detachAppender(logged);
        assertThat(result).isInstanceOf(MappingResult.Unmappable.class);
        assertThat(logged.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("java.lang.NullPointerException");
            assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                    .isNotEmpty();
        });
    }

    private static CourierMapping parse(String yaml) {
        return CourierMapping.parse("bluebird.yaml", yaml.getBytes(UTF_8));
    }

    private static String captured(String courier, String name) {
        return new String(Webhooks.captured(courier, name), UTF_8);
    }

    private static TrackingEvent event(CourierMapping mapping, String body) {
        var events = tracked(mapping, body).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static MappingResult.Mapped tracked(CourierMapping mapping, String body) {
        var result = mapping.map(Webhooks.verified(mapping.courier().value(), body));
        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        return (MappingResult.Mapped) result;
    }

    private static SubStatus status(Checkpoint checkpoint) {
        return checkpoint.fact() instanceof Fact.Status status ? status.subStatus() : null;
    }
}
