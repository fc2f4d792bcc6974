package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourierTestCommandTest {

    private static final String MAPPING = """
            courier: bluebird
            version: 3
            authentication:
              signed: { kind: signature, algorithm: hmac-sha256, signature: { header: x-signature, encoding: hex } }
            messages:
              - name: scan
                trackingNumber: /awb
                checkpoints:
                  each: /scans
                  occurredAt: { at: /when, patterns: "dd-MMM-uuuu HH:mm", zone: Asia/Kolkata }
                  identity: [/when, /type]
                  codes:
                    key: { type: /type }
                    rows:
                      - { when: { type: UD }, status: MOVING }
            """;

    private static final String PAYLOAD =
            "{\"awb\":\"BB1\",\"scans\":[{\"type\":\"UD\",\"when\":\"05-Nov-2026 10:30\"},{\"type\":\"QQ\",\"when\":\"05-Nov-2026 11:30\"}]}";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatWouldBePublishedIsATableWithTheCodesThatNoRowIsFor() throws IOException {
        var mapping = write("bluebird.yaml", MAPPING);
        var payload = write("scan.json", PAYLOAD);

        var code = run("courier", "test", mapping, payload);

        assertThat(code).isZero();
        assertThat(out.toString())
                .contains("read  " + payload, "BB1", "2026-11-05T05:00:00Z", "ASSUMED", "MOVING FORWARD")
                .contains("no row for: QQ")
                .contains("bluebird/3: 1 payloads, 0 wrong");
    }

    @Test
    void regressionIsNamedWhereItIsAndEndsWithOne() throws IOException {
        var mapping = write("bluebird.yaml", MAPPING);
        var payload = write("scan.json", PAYLOAD);
        assertThat(run("courier", "test", mapping, payload, "--keep")).isZero();
        assertThat(run("courier", "test", mapping, payload)).isZero();

        write("bluebird.yaml", MAPPING.replace("status: MOVING", "status: DELIVERED_TO_RECIPIENT"));
        var code = run("courier", "test", mapping, folder.resolve("scan.json").toString());

        assertThat(code).isEqualTo(1);
        assertThat(out.toString())
                .contains("WRONG " + payload)
                .contains("/0/checkpoints/0/fact/subStatus: expected \"MOVING\", read \"DELIVERED_TO_RECIPIENT\"");
    }

    @Test
    void payloadThatCannotBeReadSaysWhyAndEndsWithOne() throws IOException {
        var mapping = write("bluebird.yaml", MAPPING);
        var payload = write("scan.json", PAYLOAD.replace("05-Nov-2026 10:30", "yesterday"));

        assertThat(run("courier", "test", mapping, payload)).isEqualTo(1);

        assertThat(out.toString()).contains("WRONG", "unmappable: occurredAt at /when");
    }

    @Test
    void expectationInTheWordsOfTheFirstVersionsStillHolds() throws IOException {
        var mapping = write(
                "bluebird.yaml",
                MAPPING.replace("trackingNumber", "when: { at: /x, present: true }\n    trackingNumber")
                        + "  - { name: ping, ignored: kept }\n");
        write("ping.expected.json", "{\"nothingNew\":\"ping\",\"kept\":true}");
        write("other.expected.json", "{\"nothingNew\":\"pong\",\"kept\":true}");

        assertThat(run("courier", "test", mapping, write("ping.json", "{}"))).isZero();
        assertThat(run("courier", "test", mapping, write("other.json", "{}"))).isEqualTo(1);
    }

    @Test
    void everyCourierThatComesAlongCanBeTriedByItsCode() throws IOException {
        write(
                "history.json",
                "{\"trackingNumber\":\"W1\",\"events\":[{\"status\":\"ACCEPTED\",\"occurredAt\":\"2026-11-05T10:00:00Z\"}]}");

        assertThat(run("courier", "test", "waymark", folder.toString(), "--json"))
                .isZero();

        assertThat(out.toString()).contains("\"subStatus\" : \"ACCEPTED\"");
    }

    @Test
    void mistakeInTheMappingNamesFileAndLine() throws IOException {
        var mapping = write("bluebird.yaml", MAPPING.replace("each:", "eech:"));

        assertThat(run("courier", "test", mapping, write("scan.json", PAYLOAD))).isEqualTo(1);

        assertThat(err.toString()).startsWith("bluebird.yaml:16:").contains("eech");
    }

    @Test
    void whatIsNeitherFileNorCourierIsSaidSo() throws IOException {
        assertThat(run("courier", "test", "bluebyrd", write("scan.json", PAYLOAD)))
                .isEqualTo(1);

        assertThat(err.toString()).contains("\"bluebyrd\" is neither a mapping file nor a courier");
    }

    private int run(String... arguments) {
        return Waymark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
