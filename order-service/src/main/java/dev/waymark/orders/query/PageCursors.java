package dev.waymark.orders.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.query.OrderRepository.Owned;
import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Cursors of lists: the position where a page ends, signed together with the list that it belongs to. */
record PageCursors(Hmac hmac) {

    /** @param list identifies the owner and the filter */
    String encode(String list, Owned last) {
        var position = last.placedAt().toEpochMilli() + "." + last.order();
        var cursor = position + "." + signature(list, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(UTF_8));
    }

    /** Empty when the cursor is malformed or of another list. */
    Optional<Owned> decode(String list, String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\\.", 4);
            if (parts.length != 3) {
                return Optional.empty();
            }
            var expected = signature(list, parts[0] + "." + parts[1]);
            return MessageDigest.isEqual(expected.getBytes(UTF_8), parts[2].getBytes(UTF_8))
                    ? Optional.of(new Owned(Instant.ofEpochMilli(Long.parseLong(parts[0])), new OrderId(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private String signature(String list, String position) {
        return hmac.id("cursor", list, position);
    }
}
