package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.ingest.courier.VerifiedPayload;
import tools.jackson.databind.JsonNode;

/** A transformation of a payload before it is mapped, for what a mapping file cannot express. Any mapping may use it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "hook")
sealed interface PayloadHook permits CloudEventsHook, Gs1SsccHook, JsonInStringHook {

    /**
     * The payload to map.
     *
     * @throws UnmappablePayload when it is not what the hook expects
     */
    JsonNode apply(JsonNode root, VerifiedPayload payload);
}
