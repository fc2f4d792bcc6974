package dev.waymark.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.view.OrderView;

/** An event as it goes over the wire, encoded once however many pages it goes to. */
record SseEvent(long version, Bytes bytes) {

    private static final String EVENT = "id: %1$d\nevent: order\ndata: {\"version\":%1$d,\"status\":\"%2$s\"}\n\n";

    static final Bytes HEARTBEAT = new Bytes(": hb\n\n".getBytes(UTF_8));

    /** Browsers wait so long before they come back. */
    static final Bytes HELLO = new Bytes("retry: 3000\n\n".getBytes(UTF_8));

    static SseEvent of(OrderView order) {
        var text = EVENT.formatted(order.version(), order.summary().status());
        return new SseEvent(order.version(), new Bytes(text.getBytes(UTF_8)));
    }

    /** Bytes that nobody changes. */
    static final class Bytes {

        private final byte[] value;

        private Bytes(byte[] value) {
            this.value = value;
        }

        /** Not copied: the buffer that wraps it is read only once it is made. */
        byte[] shared() {
            return value;
        }
    }
}
