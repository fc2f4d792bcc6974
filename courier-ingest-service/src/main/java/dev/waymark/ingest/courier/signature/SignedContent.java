package dev.waymark.ingest.courier.signature;

import static dev.waymark.contract.Checks.check;
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

    /** A placeholder, or a literal. */
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|.[^{]*", Pattern.DOTALL);

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
        var part = PART.matcher(template);
        while (part.find()) {
            var brace = template.indexOf('{', part.end());
            var nextLiteral = template.substring(part.end(), brace < 0 ? template.length() : brace);
            parts.add(
                    part.group(1) == null
                            ? new Part(null, part.group())
                            : new Part(checked(part.group(1)), nextLiteral));
        }
        return List.copyOf(parts);
    }

    private static String checked(String placeholder) {
        check(
                placeholder.startsWith(HEADER)
                        || placeholder.startsWith("/")
                        || List.of("body", "secret", "timestamp").contains(placeholder),
                "signed: {%s} (expected: {body}, {timestamp}, {secret}, {header:name} or {/pointer})"
                        .formatted(placeholder));
        return placeholder;
    }

    /**
     * @param placeholder its name; absent for a literal
     * @param literal the literal itself, or the one that follows the placeholder
     */
    private record Part(@Nullable String placeholder, String literal) {}
}
