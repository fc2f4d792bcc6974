package dev.waymark.local.couriers;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The real payloads that all others are made from. */
final class Payloads {

    static final JsonMapper JSON = JsonMapper.shared();

    private Payloads() {}

    static ObjectNode read(String name) {
        try (var stream = Payloads.class.getResourceAsStream("/local/payloads/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + ": not on the class path");
            }
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new IllegalStateException(name + ": unreadable", e);
        }
    }

    static String text(ObjectNode payload) {
        return JSON.writeValueAsString(payload);
    }

    static String randomId() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
