package dev.waymark.ingest.courier.signature;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.List;
import java.util.function.Predicate;

/**
 * Standard Webhooks 1.0.0: id, attempt time and body signed together. Secrets are symmetric ones ({@code whsec_}, scheme
 * {@code v1}) or Ed25519 public keys ({@code whpk_}, scheme {@code v1a}).
 */
@JsonTypeName("standard-webhooks")
public record StandardWebhooks() implements AuthenticationMethod {

    private static final String SYMMETRIC_PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final SignatureSource SIGNATURES =
            new SignatureSource("webhook-signature", null, null, " ", SignatureSource.Encoding.BASE64);
    private static final SignedContent CONTENT = new SignedContent("{header:webhook-id}.{timestamp}.{body}");
    private static final SignedTimestamp TIMESTAMP = new SignedTimestamp("webhook-timestamp", null, null, null);

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        Predicate<String> isPublicKey = secret -> secret.startsWith(PUBLIC_PREFIX);
        return ContentSignatureVerifier.of(
                SIGNATURES,
                CONTENT,
                TIMESTAMP,
                null,
                List.of(
                        scheme("v1,", SignatureAlgorithm.HMAC_SHA256, credentials, isPublicKey.negate()),
                        scheme("v1a,", SignatureAlgorithm.ED25519, credentials, isPublicKey)),
                context);
    }

    private static ContentSignatureVerifier.Scheme scheme(
            String prefix, SignatureAlgorithm algorithm, CourierCredentials credentials, Predicate<String> filter) {
        var keys = credentials.secrets().stream()
                .filter(filter)
                .map(secret -> secret.replaceFirst("^(" + SYMMETRIC_PREFIX + "|" + PUBLIC_PREFIX + ")", ""))
                .toList();
        return new ContentSignatureVerifier.Scheme(
                prefix, algorithm.check(keys, SignatureAlgorithm.KeyEncoding.BASE64));
    }
}
