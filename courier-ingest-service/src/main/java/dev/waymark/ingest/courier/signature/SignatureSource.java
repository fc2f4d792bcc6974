package dev.waymark.ingest.courier.signature;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * How a courier prints one signature or several.
 *
 * @param prefix what stands before each; others are other algorithms' and are skipped, so that a sender can add one
 * @param separator what stands between several; absent where there is never more than one
 */
record SignatureSource(
        @Nullable String header,
        @Nullable JsonPointer at,
        @Nullable String prefix,
        @Nullable String separator,
        Encoding encoding) {

    /** Old and new secret, old and new algorithm: nobody needs more. */
    private static final int MOST = 20;

    /** How a signature's bytes are written. */
    enum Encoding {
        HEX,
        BASE64;

        private byte @Nullable [] decoded(String text) {
            try {
                return switch (this) {
                    case HEX -> HexFormat.of().parseHex(text);
                    case BASE64 -> Base64.getDecoder().decode(text);
                };
            } catch (IllegalArgumentException notSo) {
                return null;
            }
        }
    }

    SignatureSource {
        prefix = prefix == null ? "" : prefix;
        if (separator != null && separator.isEmpty()) {
            throw new IllegalArgumentException("separator: \"\" (expected: a text)");
        }
    }

    WebhookField place() {
        return new WebhookField(header, at);
    }

    /** The elements of a list such as {@code t=1,v1=ab}, as printed. */
    List<String> elements(String printed) {
        if (separator == null) {
            return List.of(printed);
        }
        var elements = new ArrayList<String>();
        for (int from = 0, end; from <= printed.length() && elements.size() < MOST; from = end + separator.length()) {
            var found = printed.indexOf(separator, from);
            end = found < 0 ? printed.length() : found;
            elements.add(printed.substring(from, end).strip());
        }
        return elements;
    }

    /** The signatures among {@code elements} that begin with {@code wanted}, decoded. */
    List<byte[]> signatures(List<String> elements, String wanted) {
        var signatures = new ArrayList<byte[]>(elements.size());
        for (var element : elements) {
            var bytes = element.startsWith(wanted) ? encoding.decoded(element.substring(wanted.length())) : null;
            if (bytes != null) {
                signatures.add(bytes);
            }
        }
        return signatures;
    }
}
