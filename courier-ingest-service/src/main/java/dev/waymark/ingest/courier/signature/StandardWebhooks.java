package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.Authenticator;
import java.util.ArrayList;
import java.util.List;

/**
 * Standard Webhooks 1.0.0: id, attempt time and body signed together. Secrets are symmetric ones ({@code whsec_}, scheme
 * {@code v1}) or Ed25519 public keys ({@code whpk_}, scheme {@code v1a}).
 */
public record StandardWebhooks() implements Authentication {

    private static final String SYMMETRIC_PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";

    private static final SignatureList SIGNATURES =
            new SignatureList("webhook-signature", null, null, " ", SignatureList.Encoding.BASE64);
    private static final SignedText SIGNED = new SignedText("{header:webhook-id}.{timestamp}.{body}");
    private static final SignedTime TIME = new SignedTime("webhook-timestamp", null, null, null);

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.secrets().isEmpty();
    }

    @Override
    public Authenticator with(CourierSecrets secrets, Means means) {
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
                new SignatureCheck.Accepted("v1,", Algorithm.HMAC_SHA256.with(symmetric, Algorithm.KeyForm.BASE64)),
                new SignatureCheck.Accepted("v1a,", Algorithm.ED25519.with(publicKeys, Algorithm.KeyForm.BASE64)));
        return new SignatureCheck(SIGNATURES, SIGNED, TIME, null, accepted, means);
    }
}
