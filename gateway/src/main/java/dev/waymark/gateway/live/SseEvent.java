package dev.waymark.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.view.OrderView;
import java.nio.ByteBuffer;

/** An event as it goes over the wire, encoded once however many pages it goes to. */
record SseEvent(long version, ByteBuffer bytes) {

    private static final String EVENT = "id: %1$d\nevent: order\ndata: {\"version\":%1$d,\"status\":\"%2$s\"}\n\n";

    static final ByteBuffer HEARTBEAT = bytes(": hb\n\n");

    /** Browsers wait so long before they come back. */
    static final ByteBuffer HELLO = bytes("retry: 3000\n\n");

    static SseEvent of(OrderView order) {
        var text = EVENT.formatted(order.version(), order.summary().status());
        return new SseEvent(order.version(), bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
    }
}
