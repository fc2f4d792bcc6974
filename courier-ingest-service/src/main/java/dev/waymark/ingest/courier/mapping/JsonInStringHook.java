package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces a string that holds a JSON document by the document. (USPS Subscriptions – Tracking 3, {@code payload})
 *
 * @param at the string, a member of an object
 */
@JsonTypeName("json-in-string")
record JsonInStringHook(@JsonProperty(required = true) JsonPointer at) implements PayloadHook {

    @Override
    public JsonNode apply(JsonNode root, VerifiedPayload payload) {
        var text = root.at(at);
        if (text.isString() && root.at(at.head()) instanceof ObjectNode parent) {
            try {
                parent.set(
                        at.last().getMatchingProperty(),
                        BodyFormat.JSON.parse(text.asString().getBytes(UTF_8)));
                return root;
            } catch (MalformedBody _) {
                // As unexpected as no string.
            }
        }
        throw new UnmappablePayload("%s (expected: JSON in a string)".formatted(at));
    }
}
