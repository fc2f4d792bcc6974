package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.TestCertificate;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.SendingWorld;
import dev.waymark.notifications.sending.SentParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import reactor.core.publisher.Mono;

/** Off this machine no text message goes in clear, or to a centre that is another. (issue 11, H7) */
class SmppEncryptionTest {

    @TempDir
    private static Path folder;

    private static SslBundle listener;
    private static final DefaultSslBundleRegistry BUNDLES = new DefaultSslBundleRegistry();

    @BeforeAll
    static void makeCertificate() {
        var certificate = TestCertificate.in(folder);
        listener = bundle(
                PemSslStoreDetails.forCertificate("file:" + certificate.certificate())
                        .withPrivateKey("file:" + certificate.key()),
                null);
        BUNDLES.registerBundle(
                "centre", bundle(null, PemSslStoreDetails.forCertificate("file:" + certificate.certificate())));
    }

    private static SslBundle bundle(PemSslStoreDetails own, PemSslStoreDetails trusted) {
        return SslBundle.of(new PemSslStoreBundle(own, trusted));
    }

    @ParameterizedTest
    @CsvSource({
        "smsc.lavka.ru, , true",
        "192.0.2.1, , true",
        "smsc.lavka.ru, false, false",
        "localhost, , false",
        "127.0.0.1, , false",
        "127.0.0.1, true, true"
    })
    void encryptionIsUsedOffLoopbackUnlessItIsSwitchedOff(String host, String configured, boolean isEncrypted) {
        var settings = configured == null
                ? SmsFixtures.settings(2775, "host", host)
                : SmsFixtures.settings(2775, "host", host, "tls", configured);

        assertThat(settings.isEncrypted()).isEqualTo(isEncrypted);
    }

    @Test
    void messageGoesToACentreWhoseCertificateIsTrustedAndNamesIt() throws IOException {
        assertThat(send("localhost", "ssl-bundle", "centre")).isInstanceOf(DeliveryResult.Accepted.class);
    }

    @Test
    void certificateThatIsNotTrustedIsOurMatter() throws IOException {
        assertThat(send("localhost")).isEqualTo(new DeliveryResult.SenderRefused("smpp-tls"));
    }

    @Test
    void certificateOfAnotherHostIsNotTaken() throws IOException {
        assertThat(send("127.0.0.2", "ssl-bundle", "centre")).isEqualTo(new DeliveryResult.SenderRefused("smpp-tls"));
    }

    @Test
    void centreThatSpeaksInClearIsToldNothing() throws IOException {
        try (var centre = SmscSimulator.start()) {
            assertThat(send(centre, "localhost", "ssl-bundle", "centre"))
                    .isInstanceOfAny(DeliveryResult.SenderRefused.class, DeliveryResult.Unavailable.class);
            assertThat(centre.sessions()).isZero();
        }
    }

    private static DeliveryResult send(String host, String... more) throws IOException {
        var sockets = listener.createSslContext().getServerSocketFactory();
        try (var centre = SmscSimulator.start(sockets)) {
            return send(centre, host, more);
        }
    }

    private static DeliveryResult send(SmscSimulator centre, String host, String... more) {
        var settings = new String[more.length + 4];
        System.arraycopy(new String[] {"host", host, "tls", "true"}, 0, settings, 0, 4);
        System.arraycopy(more, 0, settings, 4, more.length);
        try (var world = new SendingWorld();
                var channel = new SmsChannel(
                        SmsFixtures.settings(centre.port(), settings),
                        NotificationSamples.TEMPLATES,
                        world.reports,
                        BUNDLES,
                        world.clock)) {
            return channel.send(SmsFixtures.news("m", SentParts.NONE), Mono.just(true))
                    .block(Duration.ofSeconds(20));
        }
    }
}
