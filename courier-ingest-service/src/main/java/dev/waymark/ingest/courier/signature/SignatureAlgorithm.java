package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** How couriers sign. */
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

    boolean isPublicKey() {
        return switch (this) {
            case RSA_SHA256, ED25519 -> true;
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512, SHA256 -> false;
        };
    }

    /** This algorithm with {@code secrets}, current and previous ones. */
    SignatureCheck with(List<String> secrets, KeyForm form) {
        return switch (this) {
            case HMAC_SHA1, HMAC_SHA256, HMAC_SHA512 ->
                mac(secrets.stream()
                        .map(secret -> MacKey.of(jdkName, form.key(secret)))
                        .toList());
            case SHA256 -> hash(secrets.stream().map(form::key).toList());
            case RSA_SHA256, ED25519 ->
                publicKey(secrets.stream().map(this::publicKey).toList());
        };
    }

    /** This algorithm with the key that the header {@code keyId} names in a published set. */
    SignatureCheck with(Function<String, PublicKeySets.Lookup> keys, String keyId) {
        return (signatures, content, webhook) -> {
            var id = webhook.header(keyId);
            var found = id == null ? null : keys.apply(id);
            var key = found == null ? null : found.key();
            if (key != null) {
                return publicKey(List.of(key)).judge(signatures, content, webhook);
            }
            return found != null && !found.settled()
                    ? SignatureCheck.Verdict.KEY_NOT_CACHED
                    : SignatureCheck.Verdict.WRONG;
        };
    }

    private static SignatureCheck mac(List<MacKey> keys) {
        return (signatures, content, webhook) -> {
            var parts = content.apply(new byte[0]);
            return SignatureCheck.Verdict.of(parts != null
                    && ConstantTime.isAnyOf(
                            keys.stream().map(key -> key.sign(parts)).toList(), signatures));
        };
    }

    private SignatureCheck hash(List<byte[]> secrets) {
        return (signatures, content, webhook) -> SignatureCheck.Verdict.of(ConstantTime.isAnyOf(
                secrets.stream()
                        .map(content)
                        .filter(Objects::nonNull)
                        .map(this::digest)
                        .toList(),
                signatures));
    }

    private SignatureCheck publicKey(List<PublicKey> keys) {
        return (signatures, content, webhook) -> {
            var parts = content.apply(new byte[0]);
            return SignatureCheck.Verdict.of(parts != null
                    && keys.stream()
                            .anyMatch(
                                    key -> signatures.stream().anyMatch(signature -> isRight(key, parts, signature))));
        };
    }

    private byte[] digest(List<byte[]> parts) {
        try {
            var digest = MessageDigest.getInstance(jdkName);
            parts.forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + jdkName, e);
        }
    }

    private boolean isRight(PublicKey key, List<byte[]> parts, byte[] tried) {
        try {
            var signature = Signature.getInstance(jdkName);
            signature.initVerify(key);
            for (var part : parts) {
                signature.update(part);
            }
            return signature.verify(tried);
        } catch (GeneralSecurityException notSuchASignature) {
            return false;
        }
    }

    /** A public key as PEM, or the base64 inside it; of Ed25519 also the raw key, as Standard Webhooks prints it. */
    private PublicKey publicKey(String printed) {
        var base64 = printed.replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            var bytes = Base64.getDecoder().decode(base64);
            var der = this == ED25519 && bytes.length == ED25519_BYTES ? wrapped(bytes) : bytes;
            return KeyFactory.getInstance(this == ED25519 ? "Ed25519" : "RSA")
                    .generatePublic(new X509EncodedKeySpec(der));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new InvalidCourierSecret("a public key in PEM or base64");
        }
    }

    private static byte[] wrapped(byte[] raw) {
        return HexFormat.of().parseHex(ED25519_DER + HexFormat.of().formatHex(raw));
    }

    /** How a secret's text becomes a key's bytes. */
    enum KeyForm {
        /** Its UTF-8 bytes. */
        TEXT,
        /** Unicode NFKD first, then UTF-8: a composed and a decomposed é are one secret. */
        NFKD,
        BASE64,
        HEX;

        byte[] key(String secret) {
            try {
                return switch (this) {
                    case TEXT -> secret.getBytes(UTF_8);
                    case NFKD ->
                        java.text.Normalizer.normalize(secret, java.text.Normalizer.Form.NFKD)
                                .getBytes(UTF_8);
                    case BASE64 -> Base64.getDecoder().decode(secret);
                    case HEX -> HexFormat.of().parseHex(secret);
                };
            } catch (IllegalArgumentException notSo) {
                throw new InvalidCourierSecret(this == HEX ? "hexadecimal digits" : "base64");
            }
        }
    }
}
