package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    /**
     * What a value begins with. Ranges never leave their kind, as in MongoDB. Of OTHER kinds, which Waymark does not store,
     * the text decides.
     */
    enum Kind {
        EMPTY_ARRAY(0x08),
        NULL(0x0C),
        NUMBER(0x10),
        STRING(0x14),
        DOCUMENT(0x18),
        ARRAY(0x1C),
        BINARY(0x20),
        UUID(0x28),
        OBJECT_ID(0x2C),
        BOOLEAN(0x30),
        DATE(0x34),
        OTHER(0x3C);

        private final int tag;

        /** No tag follows another at once: between two there is room for the end of a kind. */
        Kind(int tag) {
            this.tag = tag;
        }

        static Kind of(@Nullable Object value) {
            return switch (value) {
                case null -> NULL;
                case Missing _ -> NULL;
                case Number _ -> NUMBER;
                case String _ -> STRING;
                case Document _ -> DOCUMENT;
                case Collection<?> list -> list.isEmpty() ? EMPTY_ARRAY : ARRAY;
                case BinData _ -> BINARY;
                case UUID _ -> UUID;
                case ObjectId _ -> OBJECT_ID;
                case Boolean _ -> BOOLEAN;
                case Instant _ -> DATE;
                default -> OTHER;
            };
        }
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);
    private final boolean descending;

    /** What follows {@code prefix} sorts descending, or ascending. */
    IndexKeyEncoder(byte[] prefix, boolean descending) {
        this.descending = descending;
        out.writeBytes(prefix);
    }

    IndexKeyEncoder value(@Nullable Object value) {
        var kind = Kind.of(value);
        put(kind.tag);
        switch (kind) {
            case EMPTY_ARRAY, NULL -> {}
            default -> content(value);
        }
        return this;
    }

    private void content(@Nullable Object value) {
        switch (value) {
            case Number number -> number(number);
            case String text -> string(text);
            case Document document -> document(document);
            case Collection<?> elements -> array(elements);
            case BinData binary -> bytes(binary.getData());
            case UUID uuid -> {
                unsigned(uuid.getMostSignificantBits());
                unsigned(uuid.getLeastSignificantBits());
            }
            case ObjectId id -> bytes(id.toByteArray());
            case Boolean yes -> put(yes ? 1 : 0);
            case Instant date -> unsigned(date.toEpochMilli() ^ Long.MIN_VALUE);
            case null, default -> string(String.valueOf(value));
        }
    }

    /** What every value of {@code kind} begins with. */
    IndexKeyEncoder beginningOf(Kind kind) {
        put(kind.tag);
        return this;
    }

    /** Greater than every value of {@code kind}, less than every value of the next. */
    IndexKeyEncoder endOf(Kind kind) {
        out.write((descending ? ~kind.tag : kind.tag) + 1);
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
            put(b);
            if (b == END) {
                put(0xFF);
            }
        }
        put(END);
        put(NEXT);
    }

    private void document(Document document) {
        document.forEach((field, value) -> {
            put(NEXT);
            put(Kind.of(value).tag);
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

    private void unsigned(long value) {
        for (var b : ByteBuffer.allocate(Long.BYTES).putLong(value).array()) {
            put(b);
        }
    }

    private void put(int b) {
        out.write(descending ? ~b : b);
    }
}
