package dev.waymark.ingest.courier.mapping;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Parses couriers' bodies, within limits that no honest one comes near. */
final class Payloads {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 50_000;
    private static final int MAX_STRING = 32 * 1024;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxStringLength(MAX_STRING)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            // Of {"code":1,"code":2} two readers see two truths; and what follows the payload is not the payload.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private Payloads() {}

    static JsonNode parse(byte[] body) {
        if (!startsAsUtf8(body)) {
            throw new NotReadable("body (expected: JSON in UTF-8)");
        }
        JsonNode root = READER.readTree(body);
        if (!root.isContainer()) {
            throw new NotReadable("body (expected: a JSON object or list)");
        }
        return root;
    }

    /** The parser takes a guess at UTF-16 and UTF-32, and swallows a byte order mark. JSON on a wire is UTF-8 without. */
    private static boolean startsAsUtf8(byte[] body) {
        for (var i = 0; i < Math.min(body.length, 4); i++) {
            if (body[i] == 0) {
                return false;
            }
        }
        return body.length > 0 && (body[0] & 0xff) < 0xef;
    }
}
