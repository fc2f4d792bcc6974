package dev.waymark.ingest;

import dev.waymark.ingest.courier.signature.CourierSecrets;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a courier and we have agreed on. Of secrets and paths the current one comes first, then the previous one while the
 * courier changes over.
 *
 * @param secrets signing secrets, shared credentials, or the courier's public keys
 * @param path secret ends of the address, of couriers that sign nothing
 * @param addresses networks that the courier sends from; any when empty
 * @param keySet where the courier publishes its public keys
 * @param authentication which of the mapping's authentication methods the courier uses; the first one when absent
 * @param address what the courier's webhook address ends in, for couriers that refuse one with their own name in it; the
 *     courier's code when absent
 */
record CourierCredentials(
        @DefaultValue List<String> secrets,
        @DefaultValue List<String> path,
        @DefaultValue List<String> addresses,
        @Nullable URI keySet,
        @Nullable String authentication,
        @Nullable String address) {

    static final CourierCredentials NONE = new CourierCredentials(List.of(), List.of(), List.of(), null, null, null);

    CourierCredentials {
        secrets = copy(secrets);
        path = copy(path);
        addresses = copy(addresses);
    }

    CourierSecrets courierSecrets() {
        return new CourierSecrets(secrets, path, addresses, keySet);
    }

    @Override
    public String toString() {
        return "CourierCredentials[…]";
    }

    /** Absent lists come from files: there, no default applies. */
    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
