package dev.waymark.ingest.courier.mapping;

import dev.waymark.ingest.courier.VerifiedPayload;
import tools.jackson.databind.JsonNode;

/** What a mapping file cannot say, done to a payload before it is read. Any mapping may name it. */
interface PayloadHook {

    /**
     * The payload as it is to be read.
     *
     * @throws UnmappablePayload when it is not what the hook is for
     */
    JsonNode apply(JsonNode root, VerifiedPayload payload);
}
