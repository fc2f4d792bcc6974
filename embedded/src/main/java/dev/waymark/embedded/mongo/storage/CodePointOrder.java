package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB compares strings by their UTF-8 bytes, which is the order of code points; Java and the library compare UTF-16
 * code units, where supplementary characters come before U+E000 to U+FFFF.
 */
final class CodePointOrder {

    private static final char FIRST_DIFFERENCE = '\uD800';

    private CodePointOrder() {}

    /** Whether {@code value} is a string, or holds one, that the two orders may place differently. */
    static boolean matters(@Nullable Object value) {
        return switch (value) {
            case String text -> text.chars().anyMatch(unit -> unit >= FIRST_DIFFERENCE);
            case Map<?, ?> document -> document.values().stream().anyMatch(CodePointOrder::matters);
            case Collection<?> list -> list.stream().anyMatch(CodePointOrder::matters);
            case null, default -> false;
        };
    }

    /** {@code document} with every string replaced by one that code units sort as code points sort the original. */
    static Document inCodeUnits(Document document) {
        var replaced = new Document();
        document.forEach((field, value) -> replaced.put(field, replaced(value)));
        return replaced;
    }

    private static @Nullable Object replaced(@Nullable Object value) {
        return switch (value) {
            case String text ->
                new String(text.chars().map(CodePointOrder::rank).toArray(), 0, text.length());
            case Document document -> inCodeUnits(document);
            case Collection<?> list ->
                list.stream().map(CodePointOrder::replaced).toList();
            case null, default -> value;
        };
    }

    /** Surrogates go behind all other code units, which move down into the gap. */
    private static int rank(int unit) {
        if (unit < Character.MIN_SURROGATE) {
            return unit;
        }
        return unit <= Character.MAX_SURROGATE ? unit + 0x2000 : unit - 0x800;
    }
}
