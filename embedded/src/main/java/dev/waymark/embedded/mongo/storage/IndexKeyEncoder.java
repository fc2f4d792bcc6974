package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as bytes whose unsigned order is MongoDB's order of the values (`reference/bson-type-comparison-order`).
 *
 * <p>No value's bytes begin another's, so values can follow each other, and their complement sorts the other way round.
 */
final class IndexKeyEncoder {

    /** Greater than every byte a value begins with, complemented or not: closes a range that begins with a prefix. */
    static final byte AFTER_EVERYTHING = (byte) 0xFF;

    private static final int END = 0x00;
    private static final int NEXT = 0x01;

    /** What a value begins with. Ranges never leave their kind, as in MongoDB. */
    enum Kind {
        MIN(0x04, MinKey.class),
        EMPTY_ARRAY(0x08, null),
        NULL(0x0C, null),
        NUMBER(0x10, Number.class),
        STRING(0x14, String.class),
        DOCUMENT(0x18, Document.class),
        ARRAY(0x1C, Collection.class),
        BINARY(0x20, BinData.class),
        LEGACY_UUID(0x24, LegacyUUID.class),
        UUID(0x28, UUID.class),
        OBJECT_ID(0x2C, ObjectId.class),
        BOOLEAN(0x30, Boolean.class),
        DATE(0x34, Instant.class),
        TIMESTAMP(0x38, BsonTimestamp.class),
        OTHER(0x3C, null),
        MAX(0x40, MaxKey.class);

        private final int tag;
        private final @Nullable Class<?> type;

        Kind(int tag, @Nullable Class<?> type) {
            this.tag = tag;
            this.type = type;
        }

        int tag() {
            return tag;
        }

        static Kind of(@Nullable Object value) {
            if (Missing.isNullOrMissing(value)) {
                return NULL;
            }
            if (value instanceof Collection<?> list && list.isEmpty()) {
                return EMPTY_ARRAY;
            }
            return Arrays.stream(values())
                    .filter(kind -> kind.type != null && kind.type.isInstance(value))
                    .findFirst()
                    .orElse(OTHER);
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    private boolean descending;

    /** What follows sorts descending, or ascending again. */
    IndexKeyEncoder descending(boolean yes) {
        descending = yes;
        return this;
    }

    IndexKeyEncoder raw(byte[] alreadyWritten) {
        out.writeBytes(alreadyWritten);
        return this;
    }

    IndexKeyEncoder value(@Nullable Object value) {
        var kind = Kind.of(value);
        put(kind.tag());
        if (value != null) {
            content(kind, value);
        }
        return this;
    }

    private void content(Kind kind, Object value) {
        switch (kind) {
            case NUMBER -> number((Number) value);
            case STRING -> string((String) value);
            case DOCUMENT -> document((Document) value);
            case ARRAY -> array((Collection<?>) value);
            case BINARY -> bytes(((BinData) value).getData());
            case LEGACY_UUID -> uuid(((LegacyUUID) value).getUuid());
            case UUID -> uuid((UUID) value);
            case OBJECT_ID -> bytes(((ObjectId) value).toByteArray());
            case BOOLEAN -> put((Boolean) value ? 1 : 0);
            case DATE -> signed(((Instant) value).toEpochMilli());
            case TIMESTAMP -> unsigned(((BsonTimestamp) value).getValue());
            case OTHER -> string(String.valueOf(value));
            case MIN, EMPTY_ARRAY, NULL, MAX -> {}
        }
    }

    /** What every value of {@code kind} begins with. */
    IndexKeyEncoder beginningOf(Kind kind) {
        put(kind.tag());
        return this;
    }

    /** Greater than every value of {@code kind}, less than every value of the next: no tag follows another at once. */
    IndexKeyEncoder endOf(Kind kind) {
        out.write((descending ? ~kind.tag() : kind.tag()) + 1);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** The nearest double, then what it lacks: that keeps 2^53 and 2^53 + 1 apart, and 1, 1L and 1.0 together. */
    private void number(Number number) {
        var nearest = number.doubleValue() + 0.0;
        ordered(nearest);
        var rest = rest(number, nearest);
        put(rest < 0 ? 0 : rest == 0 ? 1 : 2);
        if (rest != 0) {
            ordered(rest);
        }
    }

    private static double rest(Number number, double nearest) {
        if (number instanceof Double || number instanceof Integer || !Double.isFinite(nearest)) {
            return 0;
        }
        var exact =
                number instanceof Decimal128 decimal ? decimal.toBigDecimal() : BigDecimal.valueOf(number.longValue());
        return exact.subtract(new BigDecimal(nearest)).doubleValue();
    }

    private void ordered(double value) {
        var bits = Double.doubleToLongBits(value);
        unsigned(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
    }

    /** UTF-8, whose order is that of {@link CodePointOrder}. */
    private void string(String text) {
        bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(byte[] bytes) {
        for (var b : bytes) {
            escaped(b & 0xFF);
        }
        put(END);
        put(NEXT);
    }

    private void escaped(int b) {
        put(b);
        if (b == END) {
            put(0xFF);
        }
    }

    private void uuid(UUID uuid) {
        unsigned(uuid.getMostSignificantBits());
        unsigned(uuid.getLeastSignificantBits());
    }

    private void document(Document document) {
        document.forEach((field, value) -> {
            put(NEXT);
            put(Kind.of(value).tag());
            string(field);
            value(value);
        });
        put(END);
    }

    private void array(Collection<?> elements) {
        elements.forEach(element -> {
            put(NEXT);
            value(element);
        });
        put(END);
    }

    private void signed(long value) {
        unsigned(value ^ Long.MIN_VALUE);
    }

    private void unsigned(long value) {
        for (var b : ByteBuffer.allocate(Long.BYTES).putLong(value).array()) {
            put(b);
        }
    }

    private void put(int b) {
        out.write(descending ? ~b : b);
    }
}
