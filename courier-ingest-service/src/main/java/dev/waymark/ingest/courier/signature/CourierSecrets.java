package dev.waymark.ingest.courier.signature;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The secrets shared with one courier. Never printed.
 *
 * @param secrets signing secrets or public keys, the current one first, then the previous one during a rotation
 * @param paths secret last segments of the address, in the same order
 * @param addresses the networks that it sends from, such as {@code 192.0.2.0/24}; any when empty
 * @param keySet where it publishes its public keys (RFC 7517)
 */
public record CourierSecrets(
        List<String> secrets,
        List<String> paths,
        List<String> addresses,
        @Nullable URI keySet) {

    public static final CourierSecrets NONE = new CourierSecrets(List.of(), List.of(), List.of(), null);

    public CourierSecrets {
        secrets = List.copyOf(secrets);
        paths = List.copyOf(paths);
        addresses = List.copyOf(addresses);
    }

    @Override
    public String toString() {
        return "CourierSecrets[%d secrets, %d paths, %d networks]"
                .formatted(secrets.size(), paths.size(), addresses.size());
    }
}
