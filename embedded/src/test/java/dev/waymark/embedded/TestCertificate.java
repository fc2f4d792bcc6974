package dev.waymark.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for this machine that nobody else trusts, with its key: two PEM files, as Kubernetes keeps them. */
public record TestCertificate(Path certificate, Path key) {

    private static final String PASSWORD = "changeit";

    /** Made anew in {@code folder}. */
    public static TestCertificate in(Path folder) {
        try {
            var store = folder.resolve("tls.p12");
            var keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "tls",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost,ip:127.0.0.1",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
            }
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            return new TestCertificate(
                    pem(
                            folder.resolve("tls.crt"),
                            "CERTIFICATE",
                            keys.getCertificate("tls").getEncoded()),
                    pem(folder.resolve("tls.key"), "PRIVATE KEY", key(keys).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Key key(KeyStore keys) throws GeneralSecurityException {
        return keys.getKey("tls", PASSWORD.toCharArray());
    }

    private static Path pem(Path file, String what, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .encodeToString(content);
        return Files.writeString(file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines));
    }

    /** The settings of a service that listens with it, as k8s/README.md names them. */
    public String[] settings() {
        return List.of(
                        "--server.ssl.bundle=listener",
                        "--spring.ssl.bundle.pem.listener.keystore.certificate=file:" + certificate,
                        "--spring.ssl.bundle.pem.listener.keystore.private-key=file:" + key)
                .toArray(String[]::new);
    }

    /** Trusts this certificate and no other. */
    public javax.net.ssl.SSLContext trust() {
        try (var in = Files.newInputStream(certificate)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "tls",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
            var trust = javax.net.ssl.TrustManagerFactory.getInstance(
                    javax.net.ssl.TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = javax.net.ssl.SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
