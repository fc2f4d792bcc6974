package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.waymark.ingest.courier.ReceivedWebhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What a courier signs, written as a text with places in braces: {@code {body}} for the raw bytes, {@code {timestamp}} for
 * the signed time as printed, {@code {header:name}}, {@code {/pointer}} into the body as JSON, and {@code {secret}} where
 * a plain hash is taken over it. Such as {@code {header:webhook-id}.{timestamp}.{body}}.
 */
final class SignedContent {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final String HEADER = "header:";

    private final String written;
    private final List<Part> parts;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    SignedContent(String written) {
        this.written = written;
        this.parts = parts(written);
    }

    boolean names(String place) {
        return written.contains("{" + place + "}");
    }

    /** The headers it is made of, in lower case. */
    List<String> headers() {
        return parts.stream()
                .filter(part -> part.name() != null && part.name().startsWith(HEADER))
                .map(part -> String.valueOf(part.name()).substring(HEADER.length()))
                .toList();
    }

    /**
     * The bytes that {@code webhook} would have to be signed over.
     *
     * @param secret for {@code {secret}}
     * @param json the body as JSON, where a part of it is asked for
     * @return absent when something that is signed is not there, or could be read in two ways
     */
    @Nullable
    List<byte[]> of(ReceivedWebhook webhook, @Nullable String timestamp, byte[] secret, Supplier<JsonNode> json) {
        var bytes = new ArrayList<byte[]>(parts.size());
        for (var part : parts) {
            var value = value(part, webhook, timestamp, secret, json);
            if (value == null) {
                return null;
            }
            bytes.add(value);
        }
        return bytes;
    }

    private static byte @Nullable [] value(
            Part part, ReceivedWebhook webhook, @Nullable String timestamp, byte[] secret, Supplier<JsonNode> json) {
        var name = part.name();
        if (name == null) {
            return part.literal().getBytes(UTF_8);
        }
        return switch (name) {
            case "body" -> webhook.body();
            case "secret" -> secret;
            case "timestamp" -> timestamp == null ? null : timestamp.getBytes(UTF_8);
            default -> named(name, part.literal(), webhook, json);
        };
    }

    private static byte @Nullable [] named(String name, String next, ReceivedWebhook webhook, Supplier<JsonNode> json) {
        if (name.startsWith(HEADER)) {
            var value = webhook.header(name.substring(HEADER.length()));
            // With a dot in the id, "a.1" at 2 and "a" at 1.2 would be signed alike.
            return value == null || (!next.isEmpty() && value.contains(next)) ? null : value.getBytes(UTF_8);
        }
        var node = json.get().at(JsonPointer.compile(name));
        return node.isString() || node.isNumber() ? node.asString().getBytes(UTF_8) : null;
    }

    private static List<Part> parts(String written) {
        var parts = new ArrayList<Part>();
        var place = PLACE.matcher(written);
        var end = 0;
        while (place.find()) {
            if (place.start() > end) {
                parts.add(new Part(null, written.substring(end, place.start())));
            }
            end = place.end();
            parts.add(new Part(checked(place.group(1)), literalAfter(written, end)));
        }
        if (end < written.length()) {
            parts.add(new Part(null, written.substring(end)));
        }
        return List.copyOf(parts);
    }

    private static String literalAfter(String written, int start) {
        var brace = written.indexOf('{', start);
        return written.substring(start, brace < 0 ? written.length() : brace);
    }

    private static String checked(String name) {
        if (name.startsWith(HEADER)) {
            return name.toLowerCase(Locale.ROOT);
        }
        if (name.startsWith("/") || List.of("body", "secret", "timestamp").contains(name)) {
            return name;
        }
        throw new IllegalArgumentException(
                "signed: {%s} (expected: {body}, {timestamp}, {secret}, {header:name} or {/pointer})".formatted(name));
    }

    /**
     * @param name of the place; absent for a literal
     * @param literal the literal itself, or the one that follows the place
     */
    private record Part(@Nullable String name, String literal) {}
}
