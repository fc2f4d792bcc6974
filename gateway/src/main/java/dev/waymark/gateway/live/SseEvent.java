package dev.waymark.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.view.OrderView;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/** An event as it goes over the wire, encoded once however many pages it goes to. */
record SseEvent(long version, ByteBuffer bytes) {

    private static final String EVENT = "id: %1$d\nevent: order\ndata: {\"version\":%1$d,\"status\":\"%2$s\"}\n\n";

    static final ByteBuffer HEARTBEAT = bytes(": hb\n\n");

    private static final int SHORTEST_RETRY = 1_000;
    private static final int LONGEST_RETRY = 5_000;

    /** Each browser waits for a time of its own before it comes back: all streams of a gateway may end together. */
    static ByteBuffer hello() {
        return bytes("retry: %d\n\n".formatted(ThreadLocalRandom.current().nextInt(SHORTEST_RETRY, LONGEST_RETRY)));
    }

    static SseEvent of(OrderView order) {
        var text = EVENT.formatted(order.version(), order.summary().status());
        return new SseEvent(order.version(), bytes(text));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8)).asReadOnlyBuffer();
    }
}
