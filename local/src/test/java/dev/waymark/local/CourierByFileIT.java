package dev.waymark.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An unknown courier, connected by files alone while everything runs. */
class CourierByFileIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = UUID.randomUUID().toString();

    private static final DateTimeFormatter ITS_DATES =
            DateTimeFormatter.ofPattern("dd-MMM-uuuu HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.of("Asia/Kolkata"));

    private static final String MAPPING = """
            courier: monsoon
            version: 1
            authentication:
              signed:
                kind: signature
                algorithm: hmac-sha256
                signature: { header: X-Monsoon-Signature, prefix: "v1=", encoding: base64 }
                signed: "{timestamp}.{body}"
                timestamp: { header: X-Monsoon-Timestamp, form: unix-seconds }
            response: { status: 200, body: '{"ok":true}' }
            messages:
              - name: scan
                trackingNumber: /awb
                checkpoints:
                  each: /scans
                  # India's clocks, which the courier takes for granted.
                  occurredAt: { at: /when, patterns: "dd-MMM-uuuu HH:mm:ss", zone: Asia/Kolkata }
                  identity: [/when, /type, /code]
                  place: { city: /city }
                  codes:
                    key: { type: /type, code: /code }
                    rows:
                      - { when: { type: UD, code: X-PIOM }, status: ACCEPTED }
                      - { when: { type: UD, code: X-DDD3FD }, status: OUT_FOR_DELIVERY }
                      - { when: { type: UD }, status: MOVING }
                      # "DL" of type RT means that the seller has it again.
                      - { when: { type: RT, code: DL }, status: DELIVERED_TO_RECIPIENT, direction: RETURN }
            """;

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final GatewayClient couriers = new GatewayClient(system.url());
    private final Browser browser = new Browser(system.url());
    private final Path files = system.data().resolve("couriers");

    @AfterEach
    void takeAway() throws IOException {
        Files.deleteIfExists(files.resolve("monsoon.yaml"));
        Files.deleteIfExists(files.resolve("connections/monsoon.yaml"));
    }

    @Test
    void shipmentOfACourierAddedWhileEverythingRunsIsShownOnTheCustomersPage() throws Exception {
        var customer = Samples.Customer.fresh();
        var number = "MS" + Samples.cdekNumber();
        var order = Samples.order(customer, List.of(Channel.EMAIL), Samples.key("monsoon", number));
        assertThat(shop.place(order).statusCode()).isEqualTo(201);
        var now = Instant.now();
        var accepted = scan(number, "UD", "X-PIOM", now.minusSeconds(60));
        await().atMost(SOON).until(() -> couriers.send(accepted).statusCode() == 404);

        connect();

        await().atMost(SOON).until(() -> couriers.send(accepted).statusCode() == 200);
        assertThat(couriers.send(accepted).body()).isEqualTo("{\"ok\":true}");
        assertThat(couriers.send(accepted.forged()).statusCode()).isEqualTo(401);
        couriers.send(scan(number, "UD", "X-DDD3FD", now));
        var mailbox = new Mailbox(system.mail().imapPort(), customer.email());
        await().atMost(SOON).until(() -> mailbox.mails().size() >= 2);
        var link = mailbox.mails().get(0).text().replaceAll("(?s).*(/t/[A-Za-z0-9]+).*", "$1");
        assertThat(browser.page(link).statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> status(link).equals("OUT_FOR_DELIVERY"));
        var timeline = browser.json("/api" + link).at("/shipments/0/timeline");
        assertThat(timeline).hasSize(2);

        couriers.send(scan(number, "RT", "DL", now.plusSeconds(1)));

        await().atMost(SOON).until(() -> status(link).equals("RETURNED"));
    }

    @Test
    void mistakeInAMappingFileChangesNothingAndIsReportedAsHealth() throws Exception {
        connect();
        var number = "MS" + Samples.cdekNumber();
        await().atMost(SOON)
                .until(() -> couriers.send(scan(number, "UD", "X-PIOM", Instant.now()))
                                .statusCode()
                        == 200);

        Files.writeString(files.resolve("monsoon.yaml"), MAPPING.replace("status: MOVING", "status: MOVED"));

        var management =
                new Browser(URI.create("http://localhost:" + system.ports().of(Ports.Use.INGEST_MANAGEMENT)));
        await().atMost(SOON)
                .until(() -> management.json("/actuator/health").toString().contains("monsoon.yaml:25"));
        assertThat(couriers.send(scan(number, "UD", "X-DDD3FD", Instant.now())).statusCode())
                .isEqualTo(200);
    }

    private void connect() throws IOException {
        Files.createDirectories(files.resolve("connections"));
        Files.writeString(files.resolve("connections/monsoon.yaml"), "secrets: [" + SECRET + "]\n");
        Files.writeString(files.resolve("monsoon.yaml"), MAPPING);
    }

    private static Webhook scan(String number, String type, String code, Instant at) throws GeneralSecurityException {
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "awb",
                        number,
                        "scans",
                        List.of(Map.of(
                                "type", type, "code", code, "when", ITS_DATES.format(at), "city", "Bengaluru"))));
        var timestamp = String.valueOf(Instant.now().getEpochSecond());
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        var signature = Base64.getEncoder().encodeToString(mac.doFinal((timestamp + "." + body).getBytes(UTF_8)));
        return new Webhook(
                "/webhooks/monsoon",
                Map.of(
                        "content-type",
                        "application/json",
                        "X-Monsoon-Timestamp",
                        timestamp,
                        "X-Monsoon-Signature",
                        "v1=" + signature),
                body);
    }

    private String status(String link) throws IOException, InterruptedException {
        return browser.json("/api" + link).at("/summary/status").asString();
    }
}
