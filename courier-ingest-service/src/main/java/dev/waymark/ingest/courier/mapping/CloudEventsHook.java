package dev.waymark.ingest.courier.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns CloudEvents in any of HTTP's three modes into {@code {"events":[{id, source, type, subject, time, data}]}}.
 * (CloudEvents 1.0.2, HTTP Protocol Binding, section 3)
 */
@JsonTypeName("cloud-events")
record CloudEventsHook() implements PayloadHook {

    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCHED = "application/cloudevents-batch";
    private static final String HEADER = "ce-";
    private static final String SPEC_VERSION = "1.0";
    private static final List<String> REQUIRED = List.of("id", "source", "type");
    private static final List<String> ATTRIBUTES = List.of("id", "source", "type", "subject", "time");

    @Override
    public JsonNode apply(JsonNode root, VerifiedPayload payload) {
        var type = payload.headers().getOrDefault("content-type", "").strip().toLowerCase(Locale.ROOT);
        var result = JsonNodeFactory.instance.objectNode();
        var events = result.putArray("events");
        if (type.startsWith(BATCHED)) {
            if (!root.isArray()) {
                throw new UnmappablePayload("body (expected: a list of events)");
            }
            root.forEach(event -> events.add(event(structured(event))));
        } else {
            events.add(event(type.startsWith(STRUCTURED) ? structured(root) : binary(root, payload)));
        }
        return result;
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
        return withData(event, data);
    }

    private static ObjectNode event(ObjectNode envelope) {
        if (!SPEC_VERSION.equals(text(envelope, "specversion"))) {
            throw new UnmappablePayload("specversion (expected: 1.0)");
        }
        var event = JsonNodeFactory.instance.objectNode();
        for (var name : ATTRIBUTES) {
            var value = text(envelope, name);
            if (value != null) {
                event.put(name, value);
            } else if (REQUIRED.contains(name)) {
                throw new UnmappablePayload("%s (expected: a text, in every event)".formatted(name));
            }
        }
        return withData(event, data(envelope));
    }

    private static JsonNode data(ObjectNode envelope) {
        var base64 = text(envelope, "data_base64");
        if (base64 == null) {
            return envelope.path("data");
        }
        var type = text(envelope, "datacontenttype");
        if (type != null && !type.toLowerCase(Locale.ROOT).contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            return BodyFormat.JSON.parse(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException | MalformedBody _) {
            throw new UnmappablePayload("data_base64 (expected: JSON in base64)");
        }
    }

    private static ObjectNode withData(ObjectNode event, JsonNode data) {
        return data.isMissingNode() ? event : event.set("data", data);
    }

    /** An attribute that is null counts as absent. */
    private static @Nullable String text(ObjectNode envelope, String attribute) {
        return envelope.path(attribute).stringValueOpt().orElse(null);
    }

    /** Header values are percent-encoded UTF-8, at times in quotes. A plus is a plus: times have them. */
    private static String decoded(String value) {
        var isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        var bare = isQuoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
        try {
            return URLDecoder.decode(bare.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            throw new UnmappablePayload("ce- headers (expected: %-escapes of two hexadecimal digits)");
        }
    }
}
