package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A received webhook with the fields of its body as JSON. What it holds is untrusted until it is verified. */
final class UnverifiedWebhook {

    private final ReceivedWebhook webhook;
    private @Nullable JsonNode json;

    UnverifiedWebhook(ReceivedWebhook webhook) {
        this.webhook = webhook;
    }

    ReceivedWebhook received() {
        return webhook;
    }

    @Nullable
    String header(String name) {
        return webhook.header(name);
    }

    /**
     * A text or number of the body. The body is parsed before it is verified, so only where the courier signs parts of it,
     * and within the usual limits.
     */
    @Nullable
    String field(JsonPointer pointer) {
        if (json == null) {
            json = parsed(webhook.body());
        }
        var node = json.at(pointer);
        return node.isString() || node.isNumber() ? node.asString() : null;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return BodyFormat.JSON.parse(body);
        } catch (MalformedBody _) {
            return MissingNode.getInstance();
        }
    }
}
