package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Standard Webhooks 1.0.0: id, attempt time and body signed together. Secrets are symmetric ones ({@code whsec_}, scheme
 * {@code v1}) or Ed25519 public keys ({@code whpk_}, scheme {@code v1a}).
 */
public record StandardWebhooks() implements AuthenticationMethod {

    private static final String SYMMETRIC_PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";

    private static final SignatureSource SIGNATURES =
            new SignatureSource("webhook-signature", null, null, " ", SignatureSource.Encoding.BASE64);
    private static final SignedContent SIGNED = new SignedContent("{header:webhook-id}.{timestamp}.{body}");
    private static final SignedTimestamp TIME = new SignedTimestamp("webhook-timestamp", null, null, null);

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.secrets().isEmpty();
    }

    @Override
    public WebhookVerifier with(CourierSecrets secrets, VerificationContext means) {
        var symmetric = new ArrayList<String>();
        var publicKeys = new ArrayList<String>();
        for (var secret : secrets.secrets()) {
            if (secret.startsWith(PUBLIC_PREFIX)) {
                publicKeys.add(secret.substring(PUBLIC_PREFIX.length()));
            } else {
                symmetric.add(
                        secret.startsWith(SYMMETRIC_PREFIX) ? secret.substring(SYMMETRIC_PREFIX.length()) : secret);
            }
        }
        var accepted = List.of(
                new ContentSignatureVerifier.Accepted(
                        "v1,", SignatureAlgorithm.HMAC_SHA256.with(symmetric, SignatureAlgorithm.KeyForm.BASE64)),
                new ContentSignatureVerifier.Accepted(
                        "v1a,", SignatureAlgorithm.ED25519.with(publicKeys, SignatureAlgorithm.KeyForm.BASE64)));
        return new ContentSignatureVerifier(SIGNATURES, SIGNED, TIME, null, accepted, means);
    }
}
