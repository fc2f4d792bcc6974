package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A signature over the body, or over a text made of it and of headers.
 *
 * @param signature where it stands
 * @param signed what it is over; the raw body when absent
 * @param timestamp the signed time, where there is one. Without it there is no replay window
 * @param key how the secret becomes a key
 * @param keyId the header that names a key of the courier's published set
 */
public record ContentSignature(
        SignatureAlgorithm algorithm,
        SignatureSource signature,
        @Nullable SignedContent signed,
        @Nullable SignedTimestamp timestamp,
        SignatureAlgorithm.@Nullable KeyForm key,
        @Nullable String keyId)
        implements AuthenticationMethod {

    public ContentSignature {
        signed = signed == null ? new SignedContent("{body}") : signed;
        if (signed.names("secret") != (algorithm == SignatureAlgorithm.SHA256)) {
            throw new IllegalArgumentException("signed (expected: {secret} in it for sha256, and for no other)");
        }
        if (timestamp != null && !signed.names("timestamp")) {
            throw new IllegalArgumentException(
                    "signed (expected: {timestamp} in it; else anybody may change the time)");
        }
        if (timestamp == null && signed.names("timestamp")) {
            throw new IllegalArgumentException("timestamp: missing (expected: where {timestamp} stands)");
        }
        signature.place();
        if (keyId != null && !algorithm.isPublicKey()) {
            throw new IllegalArgumentException("keyId (expected: with rsa-sha256 or ed25519 only)");
        }
        keyId = keyId == null ? null : keyId.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return keyId == null ? !secrets.secrets().isEmpty() : secrets.keySet() != null;
    }

    @Override
    public WebhookVerifier with(CourierSecrets secrets, VerificationContext means) {
        return new ContentSignatureVerifier(
                signature,
                signed == null ? new SignedContent("{body}") : signed,
                timestamp,
                keyId,
                List.of(new ContentSignatureVerifier.Accepted(
                        String.valueOf(signature.prefix()), proof(secrets, means))),
                means);
    }

    private SignatureCheck proof(CourierSecrets secrets, VerificationContext means) {
        var keySet = secrets.keySet();
        if (keyId != null && keySet != null) {
            means.keySets().expect(keySet);
            return algorithm.with(id -> means.keySets().key(keySet, id), keyId);
        }
        return algorithm.with(secrets.secrets(), key == null ? SignatureAlgorithm.KeyForm.TEXT : key);
    }
}
