package dev.waymark.ingest.courier.signature;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A signature over the body, or over a text made of it and of headers.
 *
 * @param signed what the signature is over; the raw body when absent
 * @param timestamp the signed time, where there is one. Without it there is no replay window
 * @param keyEncoding how the secret becomes a key; its UTF-8 bytes when absent
 * @param keyIdHeader the header that names a key of the courier's published set
 */
@JsonTypeName("signature")
record ContentSignature(
        SignatureAlgorithm algorithm,
        SignatureSource signature,
        @Nullable SignedContent signed,
        @Nullable SignedTimestamp timestamp,
        @JsonAlias("key") SignatureAlgorithm.@Nullable KeyEncoding keyEncoding,
        @JsonAlias("keyId") @Nullable String keyIdHeader)
        implements AuthenticationMethod {

    ContentSignature {
        var content = Objects.requireNonNullElse(signed, SignedContent.BODY);
        check(
                content.hasPlaceholder("secret") == (algorithm == SignatureAlgorithm.SHA256),
                "signed (expected: {secret} in it for sha256, and for no other)");
        check(
                timestamp == null || content.hasPlaceholder("timestamp"),
                "signed (expected: {timestamp} in it; else anybody may change the time)");
        check(
                timestamp != null || !content.hasPlaceholder("timestamp"),
                "timestamp: missing (expected: the field for {timestamp})");
        check(
                keyIdHeader == null || algorithm.usesPublicKey(),
                "keyIdHeader (expected: with rsa-sha256 or ed25519 only)");
        signature.field();
    }

    @Override
    public boolean isUsableWith(CourierCredentials credentials) {
        return keyIdHeader == null ? !credentials.secrets().isEmpty() : credentials.keySet() != null;
    }

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        return ContentSignatureVerifier.of(
                signature,
                Objects.requireNonNullElse(signed, SignedContent.BODY),
                timestamp,
                keyIdHeader,
                List.of(new ContentSignatureVerifier.Scheme(
                        Objects.requireNonNullElse(signature.prefix(), ""), signatureCheck(credentials, context))),
                context);
    }

    private SignatureCheck signatureCheck(CourierCredentials credentials, VerificationContext context) {
        var keySet = credentials.keySet();
        if (keyIdHeader != null && keySet != null) {
            context.keySets().prefetch(keySet);
            return algorithm.check(keyId -> context.keySets().key(keySet, keyId), keyIdHeader);
        }
        return algorithm.check(
                credentials.secrets(), Objects.requireNonNullElse(keyEncoding, SignatureAlgorithm.KeyEncoding.TEXT));
    }
}
