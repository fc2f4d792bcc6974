package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON document written into a string takes the string's place. (USPS Subscriptions – Tracking 3, {@code payload})
 *
 * @param at the string, a member of an object
 */
record JsonInStringHook(@JsonProperty(required = true) JsonPointer at) implements PayloadHook {

    @Override
    public JsonNode apply(JsonNode root, VerifiedPayload payload) {
        var text = root.at(at);
        if (!text.isString() || !(root.at(at.head()) instanceof ObjectNode around)) {
            throw new UnmappablePayload("%s (expected: JSON in a string)".formatted(at));
        }
        try {
            around.set(
                    at.last().getMatchingProperty(),
                    BodyFormat.JSON.parse(text.asString().getBytes(StandardCharsets.UTF_8)));
            return root;
        } catch (MalformedBody e) {
            throw new UnmappablePayload("%s (expected: JSON in a string)".formatted(at));
        }
    }
}
