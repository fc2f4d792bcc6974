package dev.waymark.ingest.fuzz;

import dev.waymark.ingest.RsaKeys;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.VerificationResult;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.signature.AuthenticationMethod;
import dev.waymark.ingest.courier.signature.CourierCredentials;
import dev.waymark.ingest.courier.signature.InvalidCourierSecret;
import dev.waymark.ingest.courier.signature.PublicKeySets;
import dev.waymark.ingest.courier.signature.VerificationContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shows any headers and body to every way of proof of every mapping. Secrets are drawn at random, so nobody can prove
 * anything: whatever is accepted is a hole. An input is a {@link SerializedWebhook} of {@code easypost/signature}; its
 * header {@code :path} is what followed the address.
 */
public final class SignatureFuzz {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PublicKey RSA = RsaKeys.next().getPublic();
    private static final PublicKey ED25519 = ed25519();
    private static final String HEX = HexFormat.of().formatHex(random(32));
    private static final String PATH = Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));

    /** One of them is what a way of proof needs. Hexadecimal digits are base64 and a plain text as well. */
    private static final List<String> SECRETS = List.of(
            HEX,
            "whsec_" + Base64.getEncoder().encodeToString(random(24)),
            "shop:" + HEX,
            Base64.getEncoder().encodeToString(RSA.getEncoded()),
            Base64.getEncoder().encodeToString(ED25519.getEncoded()));

    /** By courier and way of proof. */
    static final SortedMap<String, Courier> COURIERS = couriers();

    private static final InetAddress FOREIGN = address("198.51.100.7");

    private SignatureFuzz() {}

    /** Called by the fuzzer before its time begins. */
    public static void fuzzerInitialize() {
        SeedCorpus.signatures().forEach(SignatureFuzz::check);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static VerificationResult check(byte[] input) {
        var written = SerializedWebhook.parse(input);
        return check(FuzzedMappings.named(COURIERS, written.whose()), written);
    }

    static VerificationResult check(Courier courier, SerializedWebhook written) {
        var headers = written.headers();
        var path = headers.remove(":path");
        var webhook = new ReceivedWebhook(path, headers, written.body(), Webhooks.RECEIVED_AT, FOREIGN);
        var verification = CostMeter.bounded(input(webhook), () -> courier.verify(webhook));
        if (verification instanceof VerificationResult.Verified) {
            throw new AssertionError("accepted without the secret");
        }
        var token = courier.verifier()
                .issueToken(headers.getOrDefault("client-id", "") + ":" + headers.getOrDefault("client-secret", ""));
        if (token.isPresent()) {
            throw new AssertionError("a token without the secret");
        }
        return verification;
    }

    private static int input(ReceivedWebhook webhook) {
        return webhook.body().length
                + webhook.headers().values().stream().mapToInt(String::length).sum();
    }

    private static SortedMap<String, Courier> couriers() {
        var couriers = new TreeMap<String, Courier>();
        FuzzedMappings.MAPPINGS
                .values()
                .forEach(mapping -> mapping.authenticationMethods()
                        .forEach((way, authentication) -> couriers.put(
                                mapping.courier() + "/" + way,
                                new Courier(
                                        mapping.courier(),
                                        authenticator(mapping, authentication),
                                        mapping,
                                        mapping.protocol()))));
        return couriers;
    }

    private static WebhookVerifier authenticator(CourierMapping mapping, AuthenticationMethod authentication) {
        var means = new VerificationContext(
                Clock.fixed(Webhooks.RECEIVED_AT, ZoneOffset.UTC),
                Duration.ofMinutes(5),
                (keySet, keyId) -> new PublicKeySets.Lookup(keyId.isEmpty() ? null : RSA, !keyId.equals("awaited")));
        for (var secret : SECRETS) {
            try {
                return authentication.verifier(
                        new CourierCredentials(
                                List.of(secret),
                                List.of(PATH),
                                List.of("192.0.2.0/24"),
                                URI.create("https://keys.example"),
                                null,
                                null),
                        means);
            } catch (InvalidCourierSecret anotherKindIsNeeded) {
                // The next one may be it.
            }
        }
        throw new AssertionError("No secret of " + mapping.courier() + "'s kind: add one to SECRETS");
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static PublicKey ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static InetAddress address(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
