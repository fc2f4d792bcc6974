package dev.waymark.ingest.courier;

import java.util.function.Function;

/** How a courier proves that a webhook is its own, as its mapping declares it. Secrets are no part of it. */
public sealed interface Authentication {

    <T> T match(
            Function<Hmac, T> hmac, Function<StandardWebhooks, T> standardWebhooks, Function<SecretPath, T> secretPath);

    /**
     * HMAC-SHA256 of the raw body, in hexadecimal.
     *
     * @param header the header that carries it
     * @param prefix what stands before the digits
     * @param secret how the secret's text becomes the key
     */
    record Hmac(String header, String prefix, SecretForm secret) implements Authentication {
        @Override
        public <T> T match(
                Function<Hmac, T> hmac,
                Function<StandardWebhooks, T> standardWebhooks,
                Function<SecretPath, T> secretPath) {
            return hmac.apply(this);
        }
    }

    /** Standard Webhooks 1.0.0: id, attempt time and body signed together. */
    record StandardWebhooks() implements Authentication {
        @Override
        public <T> T match(
                Function<Hmac, T> hmac,
                Function<StandardWebhooks, T> standardWebhooks,
                Function<SecretPath, T> secretPath) {
            return standardWebhooks.apply(this);
        }
    }

    /** The courier signs nothing: only an address that nobody can guess tells its webhooks from others'. */
    record SecretPath() implements Authentication {
        @Override
        public <T> T match(
                Function<Hmac, T> hmac,
                Function<StandardWebhooks, T> standardWebhooks,
                Function<SecretPath, T> secretPath) {
            return secretPath.apply(this);
        }
    }

    /** How a secret's text becomes a key's bytes. */
    enum SecretForm {
        /** Its UTF-8 bytes. */
        TEXT,
        /** Unicode NFKD first, then UTF-8: a composed and a decomposed é are one secret. */
        NFKD
    }
}
