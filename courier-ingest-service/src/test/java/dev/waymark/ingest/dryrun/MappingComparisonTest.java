package dev.waymark.ingest.dryrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.view.ShadowReport.ShadowDifference.Change;
import dev.waymark.contract.view.ShadowReport.ShadowSample.Result;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.dryrun.MappingComparison.Difference;
import org.junit.jupiter.api.Test;

class MappingComparisonTest {

    private static final String MAPPING = """
            courier: acme
            version: 1
            authentication: { path: { kind: secret-path } }
            messages:
              - name: scan
                when: [ { at: /kind, is: scan } ]
                trackingNumber: /parcel
                checkpoints:
                  each: [ /scans ]
                  occurredAt: { at: /at, patterns: [ "dd.MM.yyyy HH:mm" ], zone: Asia/Kolkata }
                  identity: [ /code, /at ]
                  codes:
                    key: { code: /code }
                    rows:
                      - { when: { code: MOV }, status: MOVING }
                      - { when: { code: OUT }, status: OUT_FOR_DELIVERY }
                  place: { city: /city }
                eta: { from: /eta }
              - name: ping
                when: [ { at: /kind, is: ping } ]
                ignored: dropped
            """;

    private static final String PAYLOAD = """
            {"kind":"scan","parcel":"P1","eta":"2026-11-25","scans":[
             {"code":"MOV","at":"22.11.2026 10:00","city":"Pune"},{"code":"OUT","at":"23.11.2026 08:00","city":"Mumbai"}]}""";

    @Test
    void anotherVersionThatReadsTheSameIsNoDifference() {
        var comparison = compare("version: 1", "version: 2");

        assertThat(comparison.result()).isEqualTo(Result.SAME);
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void anotherMeaningIsADifferenceWithBothWords() {
        var comparison = compare("status: MOVING", "status: ARRIVED");

        assertThat(comparison.result()).isEqualTo(Result.DIFFERENT);
        assertThat(comparison.differences())
                .containsExactly(new Difference("checkpoints[].fact", Change.CHANGED, "MOVING", "ARRIVED"));
    }

    @Test
    void anotherZoneIsADifferenceInTimesAndShowsNone() {
        var comparison = compare("Asia/Kolkata", "UTC");

        assertThat(comparison.differences())
                .hasSize(2)
                .containsOnly(new Difference("checkpoints[].time.occurredAt", Change.CHANGED, null, null));
    }

    @Test
    void anotherIdentityIsTheSameCheckpointUnderAnotherId() {
        var comparison = compare("identity: [ /code, /at ]", "identity: [ /code, /at, /city ]");

        assertThat(comparison.differences())
                .hasSize(2)
                .containsOnly(new Difference("checkpoints[].id", Change.CHANGED, null, null));
    }

    @Test
    void whatIsLeftOutIsRemoved() {
        var comparison = compare("    eta: { from: /eta }\n", "");

        assertThat(comparison.differences()).containsExactly(new Difference("eta", Change.REMOVED, null, null));
    }

    @Test
    void newPlaceIsAdded() {
        assertThat(MappingComparison.of(
                                read(mapping("      place: { city: /city }\n", ""), PAYLOAD), read(MAPPING, PAYLOAD))
                        .differences())
                .hasSize(2)
                .containsOnly(new Difference("checkpoints[].place", Change.ADDED, null, null));
    }

    @Test
    void scanThatIsNoNewsAnyMoreIsRemovedWithItsWord() {
        var comparison = compare("status: MOVING", "ignored: true");

        assertThat(comparison.differences())
                .containsExactly(new Difference("checkpoints[]", Change.REMOVED, "MOVING", null));
    }

    @Test
    void anotherTrackingNumberIsAnotherEvent() {
        var comparison = compare("trackingNumber: /parcel", "trackingNumber: /kind");

        assertThat(comparison.differences())
                .containsExactlyInAnyOrder(
                        new Difference("events[]", Change.REMOVED, null, null),
                        new Difference("events[]", Change.ADDED, null, null));
    }

    @Test
    void worseIsWhatOnlyTheOldOneCouldReadAndBetterTheOtherWayRound() {
        var old = read(MAPPING, PAYLOAD);
        var broken = read(mapping("at: /at,", "at: /nowhere,"), PAYLOAD);

        assertThat(MappingComparison.of(old, broken).result()).isEqualTo(Result.WORSE);
        assertThat(MappingComparison.of(broken, old).result()).isEqualTo(Result.BETTER);
        assertThat(MappingComparison.of(broken, old).differences())
                .containsExactly(new Difference(
                        "result", Change.CHANGED, "unmappable: occurredAt at /nowhere (expected: a text)", "mapped"));
        assertThat(MappingComparison.of(broken, new MappingResult.Unmappable("something else"))
                        .result())
                .isEqualTo(Result.SAME);
    }

    @Test
    void noNewsInsteadOfNewsIsADifference() {
        var comparison = MappingComparison.of(read(MAPPING, PAYLOAD), read(MAPPING, "{\"kind\":\"ping\"}"));

        assertThat(comparison.result()).isEqualTo(Result.DIFFERENT);
        assertThat(comparison.differences())
                .containsExactly(new Difference("result", Change.CHANGED, "mapped", "ignored: ping"));
    }

    private static MappingComparison compare(String what, String other) {
        return MappingComparison.of(read(MAPPING, PAYLOAD), read(mapping(what, other), PAYLOAD));
    }

    private static String mapping(String what, String other) {
        assertThat(MAPPING).contains(what);
        return MAPPING.replace(what, other);
    }

    private static MappingResult read(String mapping, String payload) {
        return CourierMapping.parse("acme.yaml", mapping.getBytes(UTF_8)).map(Webhooks.verified("acme", payload));
    }
}
