package dev.waymark.orders.people;

import dev.waymark.platform.crypto.Hmac;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Keys of the vault of personal data.
 *
 * @param masterKey encrypts the keys of people
 * @param indexKey hashes what people are found by; after a change nobody is found until the read model is rebuilt
 */
@Validated
@ConfigurationProperties("waymark.orders.vault")
public record VaultSettings(
        @NotNull Base64Key masterKey, @NotNull Base64Key indexKey) {

    public Hmac indexHmac() {
        return new Hmac(indexKey.bytes("waymark.orders.vault.index-key"));
    }
}
