package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.platform.crypto.Hmac;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** The algorithms that couriers sign with. */
@EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
public enum SignatureAlgorithm {
    HMAC_SHA1("HmacSHA1"),
    HMAC_SHA256("HmacSHA256"),
    HMAC_SHA512("HmacSHA512"),
    /** A plain hash over a text that holds the secret. */
    SHA256("SHA-256"),
    RSA_SHA256("SHA256withRSA"),
    ED25519("Ed25519");

    /** The DER in front of a raw Ed25519 public key. (RFC 8410, section 4) */
    private static final String ED25519_DER = "302a300506032b6570032100";

    private static final int ED25519_BYTES = 32;

    private final String jdkName;

    SignatureAlgorithm(String jdkName) {
        this.jdkName = jdkName;
    }

    boolean usesPublicKey() {
        return switch (this) {
            case RSA_SHA256, ED25519 -> true;
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512, SHA256 -> false;
        };
    }

    /** Checks signatures with {@code secrets}, the current and the previous ones. */
    SignatureCheck check(List<String> secrets, KeyEncoding encoding) {
        return switch (this) {
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512 ->
                hmacCheck(secrets.stream()
                        .map(secret -> new Hmac(jdkName, encoding.decode(secret)))
                        .toList());
            case SHA256 -> hashCheck(secrets.stream().map(encoding::decode).toList());
            case RSA_SHA256, ED25519 ->
                publicKeyCheck(secrets.stream().map(this::publicKey).toList());
        };
    }

    /** Checks signatures with the key that the header {@code keyIdHeader} names in a published set. */
    SignatureCheck check(Function<String, PublicKeySets.Lookup> keys, String keyIdHeader) {
        return (signatures, content, webhook) -> {
            var keyId = webhook.header(keyIdHeader);
            if (keyId == null) {
                return SignatureCheck.result(false);
            }
            var lookup = keys.apply(keyId);
            if (lookup.key() != null) {
                return publicKeyCheck(List.of(lookup.key())).check(signatures, content, webhook);
            }
            return Optional.of(lookup.isFresh() ? RejectionReason.SIGNATURE_INVALID : RejectionReason.KEY_NOT_CACHED);
        };
    }

    /** A raw public key. */
    public static PublicKey ed25519PublicKey(byte[] raw) throws GeneralSecurityException {
        var der = HexFormat.of().parseHex(ED25519_DER + HexFormat.of().formatHex(raw));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    private static SignatureCheck hmacCheck(List<Hmac> keys) {
        return (signatures, content, _) -> {
            var parts = content.apply(new byte[0]);
            return SignatureCheck.result(parts != null
                    && ConstantTime.isAnyOf(
                            keys.stream().map(key -> key.hash(parts)).toList(), signatures));
        };
    }

    private SignatureCheck hashCheck(List<byte[]> secrets) {
        return (signatures, content, _) -> SignatureCheck.result(ConstantTime.isAnyOf(
                secrets.stream()
                        .map(content)
                        .filter(Objects::nonNull)
                        .map(parts -> Digests.sha256(parts.toArray(byte[][]::new)))
                        .toList(),
                signatures));
    }

    private SignatureCheck publicKeyCheck(List<PublicKey> keys) {
        return (signatures, content, _) -> {
            var parts = content.apply(new byte[0]);
            return SignatureCheck.result(parts != null
                    && keys.stream()
                            .anyMatch(
                                    key -> signatures.stream().anyMatch(signature -> isValid(key, parts, signature))));
        };
    }

    private boolean isValid(PublicKey key, List<byte[]> parts, byte[] signature) {
        try {
            var check = Signature.getInstance(jdkName);
            check.initVerify(key);
            for (var part : parts) {
                check.update(part);
            }
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** A public key as PEM, or the base64 inside it; of Ed25519 also the raw key, as Standard Webhooks writes it. */
    private PublicKey publicKey(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text.replaceAll("-----[A-Z ]+-----|\\s", ""));
            return this == ED25519 && bytes.length == ED25519_BYTES
                    ? ed25519PublicKey(bytes)
                    : KeyFactory.getInstance(this == ED25519 ? "Ed25519" : "RSA")
                            .generatePublic(new X509EncodedKeySpec(bytes));
        } catch (IllegalArgumentException | GeneralSecurityException _) {
            throw new InvalidCourierSecret("a public key in PEM or base64");
        }
    }

    /** How a secret's text becomes a key's bytes. */
    enum KeyEncoding {
        /** Its UTF-8 bytes. */
        TEXT,
        /** Unicode NFKD first, then UTF-8: a composed and a decomposed é are one secret. */
        NFKD,
        BASE64,
        HEX;

        byte[] decode(String secret) {
            if (secret.isEmpty()) {
                throw new InvalidCourierSecret("not empty");
            }
            try {
                return switch (this) {
                    case TEXT -> secret.getBytes(UTF_8);
                    case NFKD ->
                        Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(UTF_8);
                    case BASE64 -> Base64.getDecoder().decode(secret);
                    case HEX -> HexFormat.of().parseHex(secret);
                };
            } catch (IllegalArgumentException _) {
                throw new InvalidCourierSecret(this == HEX ? "hexadecimal digits" : "base64");
            }
        }
    }
}
