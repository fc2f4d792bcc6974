package dev.waymark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.TestCertificate;
import dev.waymark.embedded.TestInfrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service with a certificate of its own, for a network between our services that others share. */
class TlsIT {

    @TempDir
    private Path folder;

    @Test
    void webhookIsTakenOverTls() throws Exception {
        var certificate = TestCertificate.in(folder);
        try (var app = IngestApp.start(TestInfrastructure.bootstrapServers(), certificate.settings())) {
            var door = app.address().replace("http:", "https:") + "/webhooks/cdek/" + IngestApp.CDEK_PATH;
            var webhook = HttpRequest.newBuilder(URI.create(door))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Webhooks.captured("cdek", "order_status")))
                    .build();

            var answer = HttpClient.newBuilder()
                    .sslContext(certificate.trust())
                    .build()
                    .send(webhook, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
