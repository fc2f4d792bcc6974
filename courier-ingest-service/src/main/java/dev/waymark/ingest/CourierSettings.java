package dev.waymark.ingest;

import dev.waymark.ingest.courier.signature.CourierCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which couriers are connected.
 *
 * @param couriers by code; a courier without a secret is not connected
 * @param mappingsDirectory mapping files that replace or add to those of this service
 * @param shadowDirectory candidate mappings, only compared with the active ones; the folder {@code shadow} in
 *     {@code mappingsDirectory} when absent
 * @param connectionsDirectory files {@code <code>.yaml} that replace {@code couriers.<code>}
 * @param reloadEvery how often the directories are polled
 */
@ConfigurationProperties("waymark.ingest")
record CourierSettings(
        @DefaultValue Map<String, CourierCredentials> couriers,
        @Nullable Path mappingsDirectory,
        @Nullable Path shadowDirectory,
        @Nullable Path connectionsDirectory,
        @DefaultValue("5s") Duration reloadEvery) {

    CourierSettings {
        shadowDirectory = shadowDirectory == null && mappingsDirectory != null
                ? mappingsDirectory.resolve("shadow")
                : shadowDirectory;
    }
}
