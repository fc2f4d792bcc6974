package dev.waymark.ingest;

import dev.waymark.ingest.courier.signature.CourierSecrets;
import java.nio.file.Path;
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
 */
@ConfigurationProperties("waymark.ingest")
record CourierSettings(
        @DefaultValue Map<String, Shared> couriers,
        @Nullable Path mappingsDirectory) {

    CourierSecrets secrets(String courier) {
        var shared = couriers.get(courier);
        return shared == null
                ? new CourierSecrets(List.of(), List.of())
                : new CourierSecrets(shared.secrets(), shared.path());
    }

    /**
     * What a courier and we share: the current one first, then the previous one while the courier changes over.
     *
     * @param secrets signing secrets
     * @param path secret ends of the address, of couriers that sign nothing
     */
    record Shared(
            @DefaultValue List<String> secrets,
            @DefaultValue List<String> path) {

        @Override
        public String toString() {
            return "Shared[…]";
        }
    }
}
