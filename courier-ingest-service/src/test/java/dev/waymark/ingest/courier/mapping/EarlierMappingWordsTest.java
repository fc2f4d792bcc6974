package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.MappingResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shop's mapping file keeps its meaning where Waymark has since renamed a word of the mapping language. */
class EarlierMappingWordsTest {

    private static final String MAPPING = """
            courier: bluebird
            version: 1
            authentication:
              signature:
                kind: signature
                algorithm: hmac-sha256
                signature: { header: X-S, encoding: hex }
                keyEncoding: nfkd
              published:
                kind: signature
                algorithm: ed25519
                signature: { header: X-S, encoding: hex }
                keyIdHeader: X-Key
            response: { status: 200 }
            rejectionResponse: { status: 503 }
            responseTimeout: PT2S
            requestFormat: json
            requiredHeaders: [X-Event]
            handshake: get
            hooks:
              - { hook: json-in-string, at: /payload }
            messages:
              - name: ping
                when: { at: /payload/ping, present: true }
                ignored: dropped
                response: { status: 202 }
              - name: scan
                shipments: /payload/parcels
                alternativeShipments: /payload/boxes
                shipmentWhen: { at: /awb, differsFrom: ^/payload/account }
                trackingNumber: /awb
                eta: { from: /day, fromTime: /hour, timePattern: HHmm }
                checkpoints:
                  - each: /scans
                    fallback: /latest
                    occurredAt: { at: /utc, localTime: { parts: [/clock] } }
                    identity: [/utc]
                    rawStatus: { text: /text, removeFromText: ' by .*' }
                    codes:
                      key: { code: /code }
                      usesOwnTaxonomy: true
                      rows:
                        - { when: { code: NOISE }, ignored: true }
            """;

    private static final String SCAN =
            "{\"utc\":\"2026-11-23T09:00:00Z\",\"clock\":\"2026-11-23T12:00:00\",\"code\":\"%s\",\"text\":\"Seen by Erika\"}";

    private static final List<String> PAYLOADS = List.of(
            "{\"ping\":1}",
            "{\"account\":\"A1\",\"parcels\":[{\"awb\":\"A1\"},{\"awb\":\"B2\",\"day\":\"2026-11-24\",\"hour\":\"0930\",\"scans\":[%s,%s]}]}"
                    .formatted(SCAN.formatted("MOVING"), SCAN.formatted("NOISE")),
            "{\"account\":\"A1\",\"boxes\":[{\"awb\":\"B3\",\"latest\":%s}]}".formatted(SCAN.formatted("MOVING")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "keyEncoding          | key",
                "keyIdHeader          | keyId",
                "response             | answer",
                "rejectionResponse    | refusal",
                "responseTimeout      | within",
                "requestFormat        | delivery",
                "requiredHeaders      | headers",
                "handshake: get       | handshake: look",
                "hooks                | prepare",
                "ignored              | nothingNew",
                "shipments            | parcels",
                "alternativeShipments | orParcels",
                "shipmentWhen         | parcelWhen",
                "differsFrom          | unlike",
                "timePattern          | hours",
                "fallback             | orElse",
                "localTime            | local",
                "rawStatus            | words",
                "removeFromText       | textWithout",
                "usesOwnTaxonomy      | ours"
            })
    void earlierWordMeansTheSame(String word, String earlier) {
        var yaml = MAPPING.replaceAll("(?<![A-Za-z])" + word + "(?![A-Za-z])", earlier);

        assertThat(yaml).isNotEqualTo(MAPPING);
        assertThat(protocol(yaml)).isEqualTo(protocol(MAPPING));
        assertThat(results(yaml)).isEqualTo(results(MAPPING));
    }

    @ParameterizedTest
    @CsvSource({"0,Ignored", "1,Mapped", "2,Mapped"})
    void payloadsExerciseTheMapping(int payload, String expected) {
        assertThat(results(MAPPING).get(payload).getClass().getSimpleName()).isEqualTo(expected);
    }

    private static CourierProtocol protocol(String yaml) {
        return parse(yaml).protocol();
    }

    private static List<MappingResult> results(String yaml) {
        return PAYLOADS.stream()
                .map(payload -> "{\"payload\":\"%s\"}".formatted(payload.replace("\"", "\\\"")))
                .map(body -> parse(yaml).map(Webhooks.verified("bluebird", body)))
                .toList();
    }

    private static CourierMapping parse(String yaml) {
        return CourierMapping.parse("bluebird.yaml", yaml.getBytes(UTF_8));
    }
}
