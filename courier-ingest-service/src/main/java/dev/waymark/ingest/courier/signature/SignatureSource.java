package dev.waymark.ingest.courier.signature;

import static dev.waymark.contract.Checks.check;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * Where a courier puts one signature or several, and how they are written.
 *
 * @param prefix what precedes each; elements with another prefix are of other algorithms and are skipped, so that a sender
 *     can add one
 * @param separator what separates several; absent where there is never more than one
 */
record SignatureSource(
        @Nullable String header,
        @Nullable JsonPointer at,
        @Nullable String prefix,
        @Nullable String separator,
        Encoding encoding) {

    /** Old and new secret, old and new algorithm: nobody needs more. */
    private static final int MAX_ELEMENTS = 20;

    enum Encoding {
        HEX,
        BASE64;

        private Optional<byte[]> decode(String text) {
            try {
                return Optional.of(
                        switch (this) {
                            case HEX -> HexFormat.of().parseHex(text);
                            case BASE64 -> Base64.getDecoder().decode(text);
                        });
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    SignatureSource {
        prefix = prefix == null ? "" : prefix;
        check(separator == null || !separator.isEmpty(), "separator: \"\" (expected: a text)");
    }

    WebhookField field() {
        return new WebhookField(header, at);
    }

    /** The elements of a list such as {@code t=1,v1=ab}. */
    List<String> elements(String value) {
        return separator == null
                ? List.of(value)
                : Pattern.compile(separator, Pattern.LITERAL)
                        .splitAsStream(value)
                        .limit(MAX_ELEMENTS)
                        .map(String::strip)
                        .toList();
    }

    /** The signatures of the elements with that prefix, decoded. */
    List<byte[]> signatures(List<String> elements, String prefix) {
        var signatures = new ArrayList<byte[]>();
        for (var element : elements) {
            if (element.startsWith(prefix)) {
                encoding.decode(element.substring(prefix.length())).ifPresent(signatures::add);
            }
        }
        return signatures;
    }
}
