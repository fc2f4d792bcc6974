package dev.waymark.local.couriers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The real payloads that all others are made from. */
final class Payloads {

    static final JsonMapper JSON = JsonMapper.shared();

    private Payloads() {}

    static ObjectNode read(String name) {
        try (var stream = Payloads.class.getResourceAsStream("/local/payloads/" + name)) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(stream, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String randomId() {
        var bytes = new byte[16];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
