package dev.waymark.ingest.courier.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waymark.contract.Utf8;
import java.net.URLDecoder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The format of a courier's bodies. Each is parsed to a tree, within limits far above any genuine body. */
public enum BodyFormat {
    /** JSON in UTF-8, without a byte order mark: any value. An empty body is a missing node. */
    JSON {
        @Override
        public JsonNode parse(byte[] body) {
            var text = Utf8.decode(body).orElseThrow(() -> new MalformedBody("body (expected: JSON in UTF-8)"));
            try {
                return READER.readTree(text);
            } catch (JacksonException _) {
                throw new MalformedBody("JSON (expected: well-formed, within the limits)");
            }
        }
    },

    /** {@code application/x-www-form-urlencoded}, as the body of a POST or the query of a GET: one object of texts. */
    FORM {
        @Override
        public JsonNode parse(byte[] body) {
            var fields = JsonNodeFactory.instance.objectNode();
            var pairs = new String(body, ISO_8859_1).split("&", MAX_FIELDS + 1);
            if (pairs.length > MAX_FIELDS) {
                throw new MalformedBody("form (expected: at most %d fields)".formatted(MAX_FIELDS));
            }
            for (var pair : pairs) {
                var equals = pair.indexOf('=');
                if (equals > 0) {
                    // Two parsers may take different ones of a repeated field.
                    if (fields.has(decoded(pair.substring(0, equals)))) {
                        throw new MalformedBody("form (expected: every field once)");
                    }
                    fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            if (fields.isEmpty()) {
                throw new MalformedBody("form (expected: at least one field)");
            }
            return fields;
        }
    };

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TOKENS = 50_000;
    private static final int MAX_NAME = 256;
    private static final int MAX_NUMBER = 100;
    private static final int MAX_FIELDS = 500;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            // A photo is one string; it is limited by the body's limit.
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            // Two parsers may read {"code":1,"code":2} differently; and what follows the payload is not part of it.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    /**
     * Parses {@code body}.
     *
     * @throws MalformedBody when it is not in this format
     */
    public abstract JsonNode parse(byte[] body);

    /** Of a form read as Latin-1, so that its characters are bytes, as those behind its escapes are. */
    private static String decoded(String text) {
        try {
            var bytes = URLDecoder.decode(text, ISO_8859_1).getBytes(ISO_8859_1);
            return Utf8.decode(bytes).orElseThrow(() -> new MalformedBody("form (expected: UTF-8)"));
        } catch (IllegalArgumentException _) {
            throw new MalformedBody("form (expected: %-escapes of two hexadecimal digits)");
        }
    }
}
