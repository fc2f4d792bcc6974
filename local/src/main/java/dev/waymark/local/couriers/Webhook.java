package dev.waymark.local.couriers;

import java.util.Map;

/**
 * A request as a courier makes it.
 *
 * @param path below the address of the gateway
 * @param body sent as UTF-8
 */
public record Webhook(String path, Map<String, String> headers, String body) {

    static final String JSON = "application/json";

    public Webhook {
        headers = Map.copyOf(headers);
    }

    /** The same with one space more: still JSON, still the same news, and the signature is no longer true. */
    public Webhook forged() {
        return new Webhook(path, headers, body.replaceFirst(":", ": "));
    }
}
