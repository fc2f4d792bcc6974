package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.embedded.TestCertificate;
import dev.waymark.embedded.junit.WithStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway with a certificate of its own, for whoever has no proxy in front of it. */
@WithStore
class TlsIT {

    @TempDir
    private Path folder;

    @Test
    void pagesAreServedOverTlsAndOverNothingElse() throws Exception {
        var certificate = TestCertificate.in(folder);
        var gateway = RunningGateway.start(certificate.settings());
        try {
            var https = URI.create("https://localhost:%d/find".formatted(gateway.port()));
            var http = URI.create("http://localhost:%d/find".formatted(gateway.port()));
            var trusting =
                    HttpClient.newBuilder().sslContext(certificate.trust()).build();

            var answer = get(trusting, https);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession())
                    .hasValueSatisfying(
                            session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
            assertThatThrownBy(() -> get(trusting, http)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> get(HttpClient.newHttpClient(), https)).isInstanceOf(SSLHandshakeException.class);
        } finally {
            gateway.stop();
        }
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
