package dev.waymark.orders.mongo;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BSONException;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A value that is a string in a document. */
record TextCodec<T>(Class<T> getEncoderClass, Function<String, T> parse, Function<T, String> format)
        implements Codec<T> {

    /** Dates are strings: the driver's own codec would make them midnight in UTC. */
    static List<Codec<?>> all(JsonMapper json) {
        return List.of(
                ofEnum(Channel.class),
                ofEnum(DelayReason.class),
                ofEnum(Direction.class),
                ofEnum(Eta.Source.class),
                ofEnum(Milestone.class),
                ofEnum(Notice.class),
                ofEnum(ProofOfDelivery.Type.class),
                ofEnum(ReturnReason.class),
                ofEnum(ShopOrder.Destination.Kind.class),
                ofEnum(ZoneQuality.class),
                of(OrderId.class, OrderId::new),
                of(OrderNumber.class, OrderNumber::new),
                of(ShipmentKey.class, ShipmentKey::parse),
                of(TrackingNumber.class, TrackingNumber::new),
                of(CheckpointId.class, CheckpointId::new),
                of(EventId.class, EventId::new),
                of(LocalDate.class, LocalDate::parse),
                of(LocalTime.class, LocalTime::parse),
                // As it is in the log.
                new TextCodec<>(
                        OrderEvent.class, text -> json.readValue(text, OrderEvent.class), json::writeValueAsString),
                // As it will be published.
                new TextCodec<>(OrderUpdate.class, text -> update(text, json), json::writeValueAsString));
    }

    /** A kind that only a newer version knows is published as a change of the page, which asks for what is so. */
    private static OrderUpdate update(String text, JsonMapper json) {
        var update = json.readValue(text, OrderUpdate.class);
        return update == null
                ? json.treeToValue(
                        ((ObjectNode) json.readTree(text)).put("type", "timeline-changed"), OrderUpdate.class)
                : update;
    }

    /** A value that only a newer version knows is read as the type's default, or as none. */
    // The generic type of a codec does not say that a document's field may be absent.
    @SuppressWarnings("NullAway")
    private static <E extends Enum<E>> Codec<E> ofEnum(Class<E> type) {
        var byName = Stream.of(type.getEnumConstants()).collect(Collectors.toMap(Enum::name, Function.identity()));
        var otherwise = byName.values().stream()
                .filter(TextCodec::isDefault)
                .findFirst()
                .orElse(null);
        return new TextCodec<>(type, name -> byName.getOrDefault(name, otherwise), Enum::name);
    }

    private static boolean isDefault(Enum<?> constant) {
        return Stream.of(constant.getDeclaringClass().getFields())
                .filter(field -> field.getName().equals(constant.name()))
                .anyMatch(field -> field.isAnnotationPresent(JsonEnumDefaultValue.class));
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
        try {
            return parse.apply(reader.readString());
        } catch (IllegalArgumentException | JacksonException e) {
            throw new BSONException("no " + getEncoderClass.getSimpleName(), e);
        }
    }
}
