package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CloudEvents in any of the three ways that HTTP carries them become one shape,
 * {@code {"events":[{id, source, type, subject, time, data}]}}. (CloudEvents 1.0.2, HTTP Protocol Binding, section 3)
 */
record CloudEventsHook() implements PayloadHook {

    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCHED = "application/cloudevents-batch";
    private static final String HEADER = "ce-";
    private static final String SPEC_VERSION = "1.0";
    private static final List<String> REQUIRED = List.of("id", "source", "type");
    private static final List<String> ATTRIBUTES = List.of("id", "source", "type", "subject", "time");

    @Override
    public JsonNode apply(JsonNode root, VerifiedPayload payload) {
        var type = mediaType(payload);
        var shape = JsonNodeFactory.instance.objectNode();
        var events = shape.putArray("events");
        if (type.startsWith(BATCHED)) {
            addBatch(root, events);
        } else if (type.startsWith(STRUCTURED)) {
            events.add(event(structured(root)));
        } else {
            events.add(event(binary(root, payload)));
        }
        return shape;
    }

    private static void addBatch(JsonNode root, ArrayNode events) {
        if (!root.isArray()) {
            throw new UnmappablePayload("body (expected: a list of events)");
        }
        root.forEach(one -> events.add(event(structured(one))));
    }

    private static ObjectNode structured(JsonNode envelope) {
        if (envelope instanceof ObjectNode event) {
            return event;
        }
        throw new UnmappablePayload("body (expected: an event)");
    }

    /** Attributes in headers, the data alone in the body. */
    private static ObjectNode binary(JsonNode data, VerifiedPayload payload) {
        var event = JsonNodeFactory.instance.objectNode();
        payload.headers().forEach((name, value) -> {
            if (name.startsWith(HEADER)) {
                event.put(name.substring(HEADER.length()), decoded(value));
            }
        });
        if (!data.isMissingNode()) {
            event.set("data", data);
        }
        return event;
    }

    private static ObjectNode event(ObjectNode envelope) {
        if (!SPEC_VERSION.equals(text(envelope.path("specversion")))) {
            throw new UnmappablePayload("specversion (expected: 1.0)");
        }
        var event = JsonNodeFactory.instance.objectNode();
        for (var name : ATTRIBUTES) {
            var value = text(envelope.path(name));
            if (value != null) {
                event.put(name, value);
            } else if (REQUIRED.contains(name)) {
                throw new UnmappablePayload("%s (expected: a text, in every event)".formatted(name));
            }
        }
        var data = data(envelope);
        if (!data.isMissingNode()) {
            event.set("data", data);
        }
        return event;
    }

    private static JsonNode data(ObjectNode envelope) {
        var base64 = text(envelope.path("data_base64"));
        if (base64 == null) {
            return envelope.path("data");
        }
        var type = text(envelope.path("datacontenttype"));
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            return BodyFormat.JSON.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException | MalformedBody e) {
            throw new UnmappablePayload("data_base64 (expected: JSON in base64)");
        }
    }

    /** An attribute that is null is one that is not there. */
    private static @Nullable String text(JsonNode attribute) {
        return attribute.isString() ? attribute.asString() : null;
    }

    /** Header values are percent-encoded UTF-8, at times in quotes. A plus is a plus: times have them. */
    private static String decoded(String value) {
        var quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        var bare = quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new UnmappablePayload("ce- headers (expected: %-escapes of two hexadecimal digits)");
        }
    }

    private static String mediaType(VerifiedPayload payload) {
        var type = payload.headers().get("content-type");
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }
}
