package dev.waymark.orders.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.OrderId;
import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.query.OrderRepository.Owned;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Where a page ended, signed and bound to whose pages they are: it opens nobody else's list. */
final class PageCursors {

    private final KeyedHash hash;

    PageCursors(KeyedHash hash) {
        this.hash = hash;
    }

    /** @param list whose, and of which search: what it is bound to */
    String write(String list, Owned last) {
        var place = last.placedAt().toEpochMilli() + "." + last.order();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place + "." + signature(list, place)).getBytes(UTF_8));
    }

    /** Empty when it is not ours, or not of {@code list}. */
    Optional<Owned> read(String list, String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("\\.", 4);
            if (parts.length != 3) {
                return Optional.empty();
            }
            var signed = signature(list, parts[0] + "." + parts[1]);
            return MessageDigest.isEqual(signed.getBytes(UTF_8), parts[2].getBytes(UTF_8))
                    ? Optional.of(new Owned(Instant.ofEpochMilli(Long.parseLong(parts[0])), new OrderId(parts[1])))
                    : Optional.empty();
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private String signature(String list, String place) {
        return hash.of("cursor", list, place);
    }
}
