package dev.waymark.orders.mongo;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.CheckpointId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import tools.jackson.databind.json.JsonMapper;

/** A value that is a string in a document. */
record TextCodec<T>(Class<T> getEncoderClass, Function<String, T> parse, Function<T, String> format)
        implements Codec<T> {

    /** Dates are strings: the driver's own codec would make them midnight in UTC. */
    static List<Codec<?>> all(JsonMapper json) {
        return List.of(
                of(OrderId.class, OrderId::new),
                of(OrderNumber.class, OrderNumber::new),
                of(ShipmentKey.class, ShipmentKey::parse),
                of(TrackingNumber.class, TrackingNumber::new),
                of(CheckpointId.class, CheckpointId::new),
                of(EventId.class, EventId::new),
                of(LocalDate.class, LocalDate::parse),
                of(LocalTime.class, LocalTime::parse),
                // As it will be published.
                new TextCodec<>(
                        OrderUpdate.class, text -> json.readValue(text, OrderUpdate.class), json::writeValueAsString));
    }

    private static <T> TextCodec<T> of(Class<T> type, Function<String, T> parse) {
        return new TextCodec<>(type, parse, Object::toString);
    }

    @Override
    public void encode(BsonWriter writer, T value, EncoderContext context) {
        writer.writeString(format.apply(value));
    }

    @Override
    public T decode(BsonReader reader, DecoderContext context) {
        return parse.apply(reader.readString());
    }
}
