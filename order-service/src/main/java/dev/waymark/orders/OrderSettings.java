package dev.waymark.orders;

import dev.waymark.contract.CourierCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the order service.
 *
 * @param region ISO 3166-1 code of the country whose phone numbers may be written without the country's code
 * @param language BCP 47, for orders that name none
 * @param timeZone IANA, for orders that name none
 */
@Validated
@ConfigurationProperties("waymark.orders")
public record OrderSettings(
        @DefaultValue("waymark_orders") @NotBlank String database,
        @DefaultValue("RU") @NotBlank String region,
        @DefaultValue("ru") @NotBlank String language,
        @DefaultValue("Europe/Moscow") @NotBlank String timeZone,
        @Valid @NotNull Vault vault,
        @Valid @NotNull Links links,
        @DefaultValue @Valid OutboxRelaySettings outboxRelay,
        @DefaultValue @Valid Recognition recognition) {

    private static final int KEY_BYTES = 32;

    /**
     * Keys of the vault of personal data, base64 of 32 bytes each.
     *
     * @param masterKey encrypts the keys of people
     * @param indexKey hashes what people are found by; after a change nobody is found until the read model is rebuilt
     */
    public record Vault(
            @NotBlank String masterKey, @NotBlank String indexKey) {
        @Override
        public String toString() {
            return "Vault[…]";
        }
    }

    /**
     * The links in messages.
     *
     * @param key base64 of 32 bytes; after a change no link sent before opens anything
     * @param live how long after the last change of an order its links open it
     */
    public record Links(
            @NotBlank String key, @DefaultValue("90d") Duration live) {
        @Override
        public String toString() {
            return "Links[…]";
        }
    }

    /**
     * The job that publishes stuck outboxes.
     *
     * @param every the time between two runs
     * @param age how long an outbox waits before its writer is considered dead
     */
    public record OutboxRelaySettings(
            @DefaultValue("30s") Duration every,
            @DefaultValue("30s") Duration age) {}

    /**
     * The detection of the courier by the tracking number, where the shop names none.
     *
     * @param couriers those that the shop works with; empty: any
     * @param reportedBy for a carrier, the courier whose webhooks report its shipments, such as an aggregator
     */
    public record Recognition(
            @DefaultValue @Size(max = 100) List<CourierCode> couriers,
            @DefaultValue @Size(max = 300) Map<CourierCode, CourierCode> reportedBy) {
        public Recognition {
            couriers = List.copyOf(couriers);
            reportedBy = Map.copyOf(reportedBy);
        }
    }

    byte[] masterKey() {
        return key("vault.master-key", vault.masterKey());
    }

    byte[] indexKey() {
        return key("vault.index-key", vault.indexKey());
    }

    byte[] linkKey() {
        return key("links.key", links.key());
    }

    private static byte[] key(String name, String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(expectation(name), notBase64);
        }
        throw new IllegalArgumentException(expectation(name));
    }

    private static String expectation(String name) {
        return "waymark.orders." + name + ": (expected: base64 of 32 bytes)";
    }
}
