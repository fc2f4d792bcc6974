package dev.waymark.orders.mongo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonReader;
import org.bson.BsonString;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** What our codecs have in common: absent fields are not written, unknown ones are skipped. */
final class Bson {

    private Bson() {}

    static void text(BsonWriter writer, String name, @Nullable Object value) {
        if (value != null) {
            writer.writeString(name, value.toString());
        }
    }

    static void time(BsonWriter writer, String name, @Nullable Instant value) {
        if (value != null) {
            writer.writeDateTime(name, value.toEpochMilli());
        }
    }

    static <T> void list(BsonWriter writer, String name, List<T> values, BiConsumer<BsonWriter, T> each) {
        writer.writeStartArray(name);
        values.forEach(value -> each.accept(writer, value));
        writer.writeEndArray();
    }

    static void texts(BsonWriter writer, String name, List<?> values) {
        list(writer, name, values, (w, value) -> w.writeString(value.toString()));
    }

    private static final String LAST_CODE_POINT = Character.toString(Character.MAX_CODE_POINT);

    /** The condition of a text that begins so: a stretch of its index, which a pattern need not be. */
    static BsonDocument beginningWith(String start) {
        return new BsonDocument("$gte", new BsonString(start)).append("$lt", new BsonString(start + LAST_CODE_POINT));
    }

    static Instant time(BsonReader reader) {
        return Instant.ofEpochMilli(reader.readDateTime());
    }

    static <T> List<T> list(BsonReader reader, Function<BsonReader, T> each) {
        var values = new ArrayList<T>();
        reader.readStartArray();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            values.add(each.apply(reader));
        }
        reader.readEndArray();
        return values;
    }

    static List<String> texts(BsonReader reader) {
        return list(reader, BsonReader::readString);
    }

    /** Hands each field's name to {@code field}, which has to read or skip the value. */
    static void document(BsonReader reader, BiConsumer<String, BsonReader> field) {
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            var name = reader.readName();
            if (reader.getCurrentBsonType() == BsonType.NULL) {
                reader.readNull();
            } else {
                field.accept(name, reader);
            }
        }
        reader.readEndDocument();
    }

    /** What a document cannot be without. */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("document without " + field);
        }
        return value;
    }
}
