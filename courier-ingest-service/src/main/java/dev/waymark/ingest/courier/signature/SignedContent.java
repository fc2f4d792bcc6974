package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * A template of what a courier signs: {@code {body}} for the raw bytes, {@code {timestamp}} for the signed time as printed,
 * {@code {header:name}}, {@code {/pointer}} into the body as JSON, and {@code {secret}} where a plain hash is taken over
 * it. Such as {@code {header:webhook-id}.{timestamp}.{body}}.
 */
final class SignedContent {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final String HEADER = "header:";

    static final SignedContent BODY = new SignedContent("{body}");

    private final String template;
    private final List<Part> parts;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    SignedContent(String template) {
        this.template = template;
        this.parts = parts(template);
    }

    boolean hasPlaceholder(String name) {
        return template.contains("{" + name + "}");
    }

    List<String> headers() {
        return parts.stream()
                .map(Part::placeholder)
                .filter(Objects::nonNull)
                .filter(placeholder -> placeholder.startsWith(HEADER))
                .map(placeholder -> placeholder.substring(HEADER.length()))
                .toList();
    }

    /**
     * The bytes that {@code webhook} must be signed over.
     *
     * @param secret for {@code {secret}}
     * @return absent when a signed part is missing or ambiguous
     */
    @Nullable
    List<byte[]> bytes(UnverifiedWebhook webhook, @Nullable String timestamp, byte[] secret) {
        var bytes = new ArrayList<byte[]>(parts.size());
        for (var part : parts) {
            var value = switch (part.placeholder()) {
                case null -> part.literal().getBytes(UTF_8);
                case "body" -> webhook.received().body();
                case "secret" -> secret;
                case "timestamp" -> utf8(timestamp);
                case String name -> utf8(value(name, part.literal(), webhook));
            };
            if (value == null) {
                return null;
            }
            bytes.add(value);
        }
        return bytes;
    }

    private static @Nullable String value(String placeholder, String nextLiteral, UnverifiedWebhook webhook) {
        if (!placeholder.startsWith(HEADER)) {
            return webhook.field(JsonPointer.compile(placeholder));
        }
        var value = webhook.header(placeholder.substring(HEADER.length()));
        // With a dot in the id, "a.1" at 2 and "a" at 1.2 would be signed alike.
        return value == null || (!nextLiteral.isEmpty() && value.contains(nextLiteral)) ? null : value;
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    private static List<Part> parts(String template) {
        var parts = new ArrayList<Part>();
        var placeholder = PLACEHOLDER.matcher(template);
        var end = 0;
        while (placeholder.find()) {
            addLiteral(template.substring(end, placeholder.start()), parts);
            end = placeholder.end();
            var brace = template.indexOf('{', end);
            parts.add(new Part(
                    checked(placeholder.group(1)), template.substring(end, brace < 0 ? template.length() : brace)));
        }
        addLiteral(template.substring(end), parts);
        return List.copyOf(parts);
    }

    private static void addLiteral(String literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Part(null, literal));
        }
    }

    private static String checked(String placeholder) {
        if (placeholder.startsWith(HEADER)
                || placeholder.startsWith("/")
                || List.of("body", "secret", "timestamp").contains(placeholder)) {
            return placeholder;
        }
        throw new IllegalArgumentException(
                "signed: {%s} (expected: {body}, {timestamp}, {secret}, {header:name} or {/pointer})"
                        .formatted(placeholder));
    }

    /**
     * @param placeholder its name; absent for a literal
     * @param literal the literal itself, or the one that follows the placeholder
     */
    private record Part(@Nullable String placeholder, String literal) {}
}
