package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.ingest.Webhooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedPayloadTest {

    private static final String MAPPING = """
            courier: acme
            version: 1
            authentication: { path: { kind: secret-path } }
            messages:
              - name: scan
                when: [ { at: /kind, is: scan }, { at: /remark, containing: door } ]
                shipments: [ /parcels ]
                trackingNumber: /number
                checkpoints:
                  each: [ /scans ]
                  occurredAt: { parts: [ /date, /time ], patterns: [ "dd.MM.yyyy HH:mm" ], zone: Asia/Kolkata }
                  identity: [ /uid ]
                  codes:
                    key: { code: /code }
                    rows: [ { when: { code: OUT }, status: OUT_FOR_DELIVERY } ]
                  place: { city: /hub/city }
                  rawStatus: { text: /text, removeFromText: "by .*" }
                proofOfDelivery: { at: /signedBy, type: SIGNATURE }
              - name: other
                when: { at: /type, is: other }
                ignored: dropped
            """;

    private static final String PAYLOAD = """
            {"kind":"scan","remark":"leave it at Anna's door","parcels":[
              {"number":"AB1","signedBy":"Anna Petrova","phone":79161234567,"cod":12.5,"ok":true,"none":null,
               "scans":[{"date":"23.11.2026","time":"9 o'clock","code":"OUT","uid":"u-7","hub":{"city":"Pune"},
                         "text":"Signed by Anna"}],
               "anna@mail.example":"1"}]}""";

    private final CourierMapping mapping = CourierMapping.parse("acme.yaml", MAPPING.getBytes(UTF_8));

    @Test
    void publishedFieldsAreShownAndOthersMasked() {
        assertThat(masked(PAYLOAD)).isEqualToIgnoringWhitespace("""
                {"kind":"scan","remark":"xxxxx xx xx xxxx'x xxxx","parcels":[
                  {"number":"AB1","signedBy":"xxxx xxxxxxx","phone":99999999999,"cod":99.9,"ok":true,"none":null,
                   "scans":[{"date":"23.11.2026","time":"9 o'clock","code":"OUT","uid":"x-9","hub":{"city":"Pune"},
                             "text":"xxxxxx xx xxxx"}],
                   "xxxx@xxxx.xxxxxxx":"9"}]}""");
    }

    @Test
    void ofAnUnknownMessageOnlyTheTestedFieldsAreShown() {
        assertThat(masked(PAYLOAD.replace("\"scan\"", "\"scan.v2\"")))
                .contains("\"scan.v2\"")
                .contains("\"number\" : \"xx9\"")
                .doesNotContain("AB1", "OUT", "Pune");
    }

    @Test
    void missingListIsRedactedToo() {
        assertThat(masked("{\"kind\":\"scan\",\"remark\":\"door\",\"parcels\":\"Anna\"}"))
                .doesNotContain("Anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna Petrova", "{\"kind\":", "\"Anna\"", "[1,2", "<a>Anna</a>", ""})
    void bodyThatIsNoJsonIsShownAsItsSizeAndFormat(String body) {
        assertThat(masked(body))
                .startsWith(body.getBytes(UTF_8).length + " bytes: ")
                .doesNotContain("Anna", "kind");
    }

    @Test
    void longListIsCut() {
        assertThat(masked("{\"a\":[%s1]}".formatted("1,".repeat(5000)))).contains("… (5001)");
    }

    private String masked(String body) {
        return mapping.redacted(Webhooks.verified("acme", body));
    }
}
