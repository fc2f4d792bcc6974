package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where a courier prints a part of its proof. Exactly one of the two is given.
 *
 * @param header a header's name
 * @param at a place in the body as JSON. What stands there is untrusted until it is proved
 */
record WebhookField(@Nullable String header, @Nullable JsonPointer at) {

    WebhookField {
        if ((header == null) == (at == null)) {
            throw new IllegalArgumentException("(expected: exactly one of header, at)");
        }
        header = header == null ? null : header.toLowerCase(Locale.ROOT);
    }

    @Nullable
    String in(ReceivedWebhook webhook, Supplier<JsonNode> json) {
        if (header != null) {
            var value = webhook.header(header);
            return value == null ? null : value.strip();
        }
        var node = at == null ? null : json.get().at(at);
        return node != null && (node.isString() || node.isNumber()) ? node.asString() : null;
    }
}
