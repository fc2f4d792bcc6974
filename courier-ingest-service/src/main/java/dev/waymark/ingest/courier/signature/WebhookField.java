package dev.waymark.ingest.courier.signature;

import static dev.waymark.contract.Checks.check;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/** A header, or a field of the body as JSON. Exactly one of the two is given. */
record WebhookField(@Nullable String header, @Nullable JsonPointer at) {

    WebhookField {
        check((header == null) != (at == null), "(expected: exactly one of header, at)");
    }

    @Nullable
    String in(UnverifiedWebhook webhook) {
        if (at != null) {
            return webhook.field(at);
        }
        var value = header == null ? null : webhook.header(header);
        return value == null ? null : value.strip();
    }
}
