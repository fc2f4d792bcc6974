package dev.waymark.ingest;

import dev.waymark.ingest.courier.signature.CourierSecrets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which couriers are connected.
 *
 * @param couriers by code; a courier without a secret is as good as unknown
 * @param mappingsDirectory mapping files besides those of this service; of two for one courier the one here counts
 * @param shadowDirectory mapping files that are only compared with those that count; the folder {@code shadow} in
 *     {@code mappingsDirectory} when absent
 * @param connectionsDirectory files {@code <code>.yaml} that say the same as {@code couriers.<code>}, and go first
 * @param reloadEvery how often the directories are looked at
 */
@ConfigurationProperties("waymark.ingest")
record CourierSettings(
        @DefaultValue Map<String, Connection> couriers,
        @Nullable Path mappingsDirectory,
        @Nullable Path shadowDirectory,
        @Nullable Path connectionsDirectory,
        @DefaultValue("5s") Duration reloadEvery) {

    CourierSettings {
        shadowDirectory = shadowDirectory == null && mappingsDirectory != null
                ? mappingsDirectory.resolve("shadow")
                : shadowDirectory;
    }

    Connection of(String courier) {
        return couriers.getOrDefault(courier, Connection.NONE);
    }

    /**
     * What a courier and we have agreed on. Of secrets and paths the current one first, then the previous one while the
     * courier changes over.
     *
     * @param secrets signing secrets, shared credentials, or the courier's public keys
     * @param path secret ends of the address, of couriers that sign nothing
     * @param addresses networks that it sends from; any when empty
     * @param keySet where it publishes its public keys
     * @param authentication which of the mapping's ways of proof it uses; the first one when absent
     * @param address what its address ends in, for couriers that refuse one with their own name in it; its code when
     *     absent
     */
    record Connection(
            @DefaultValue List<String> secrets,
            @DefaultValue List<String> path,
            @DefaultValue List<String> addresses,
            @Nullable URI keySet,
            @Nullable String authentication,
            @Nullable String address) {

        static final Connection NONE = new Connection(List.of(), List.of(), List.of(), null, null, null);

        Connection {
            secrets = copy(secrets);
            path = copy(path);
            addresses = copy(addresses);
        }

        CourierSecrets shared() {
            return new CourierSecrets(secrets, path, addresses, keySet);
        }

        @Override
        public String toString() {
            return "Connection[…]";
        }

        private static List<String> copy(@Nullable List<String> list) {
            return list == null ? List.of() : List.copyOf(list);
        }
    }
}
