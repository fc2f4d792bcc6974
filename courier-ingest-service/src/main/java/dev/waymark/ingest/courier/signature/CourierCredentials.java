package dev.waymark.ingest.courier.signature;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a courier and we have agreed on. Of secrets and paths the current one comes first, then the previous one while the
 * courier changes over.
 *
 * @param secrets signing secrets, shared credentials, or the courier's public keys
 * @param path secret ends of the address, of couriers that sign nothing
 * @param addresses networks that the courier sends from, such as {@code 192.0.2.0/24}; any when empty
 * @param keySet where the courier publishes its public keys (RFC 7517)
 * @param authentication which of the mapping's authentication methods the courier uses; the first one when absent
 * @param address what the courier's webhook address ends in, for couriers that refuse one with their own name in it; the
 *     courier's code when absent
 */
public record CourierCredentials(
        List<String> secrets,
        List<String> path,
        List<String> addresses,
        @Nullable URI keySet,
        @Nullable String authentication,
        @Nullable String address) {

    public static final CourierCredentials NONE =
            new CourierCredentials(List.of(), List.of(), List.of(), null, null, null);

    public CourierCredentials {
        secrets = copy(secrets);
        path = copy(path);
        addresses = copy(addresses);
    }

    @Override
    public String toString() {
        return "CourierCredentials[…]";
    }

    /** What configuration leaves out is absent here. */
    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
