package dev.waymark.orders.mongo;

import static dev.waymark.orders.mongo.Bson.required;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** An order as a document. Nothing in it names a person but to those who hold the keys. */
final class OrderCodec implements Codec<TrackedOrder> {

    private final Outbox outbox;

    OrderCodec(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Class<TrackedOrder> getEncoderClass() {
        return TrackedOrder.class;
    }

    @Override
    public void encode(BsonWriter writer, TrackedOrder tracked, EncoderContext context) {
        var order = tracked.order();
        var index = tracked.index();
        writer.writeStartDocument();
        Bson.text(writer, "_id", order.id());
        writer.writeInt64("version", tracked.version());
        Bson.text(writer, "number", order.number());
        Bson.time(writer, "placed", order.placedAt());
        Bson.time(writer, "recorded", order.recordedAt());
        Bson.text(writer, "person", order.personId());
        Bson.text(writer, "sealed", order.sealedPerson());
        Bson.text(writer, "language", order.language());
        Bson.text(writer, "timeZone", order.timeZone());
        Bson.texts(writer, "channels", order.channels());
        Bson.list(writer, "items", order.items(), OrderCodec::item);
        if (order.promise() != null) {
            Bson.text(writer, "promiseFrom", order.promise().from());
            Bson.text(writer, "promiseUntil", order.promise().until());
        }
        Bson.text(writer, "destination", order.destinationKind());
        Bson.texts(writer, "shipments", order.shipments());
        Bson.texts(writer, "owners", index.owners());
        Bson.texts(writer, "terms", index.terms());
        Bson.text(writer, "link", index.linkHash());
        Bson.text(writer, "smsLink", index.smsLinkHash());
        writer.writeBoolean("erased", index.erased());
        outbox.write(writer, tracked.outbox());
        writer.writeEndDocument();
    }

    private static void item(BsonWriter writer, ShopOrder.Item item) {
        writer.writeStartDocument();
        Bson.text(writer, "sku", item.sku());
        Bson.text(writer, "name", item.name());
        writer.writeInt32("quantity", item.quantity());
        writer.writeEndDocument();
    }

    @Override
    public TrackedOrder decode(BsonReader reader, DecoderContext context) {
        var fields = new Fields(outbox);
        Bson.document(reader, fields::read);
        return fields.tracked();
    }

    private static final class Fields {
        private final Outbox outbox;
        private @Nullable OrderId id;
        private long version;
        private @Nullable OrderNumber number;
        private @Nullable Instant placed;
        private @Nullable Instant recorded;
        private String person = "";
        private String sealed = "";
        private String language = "";
        private String timeZone = "";
        private List<Channel> channels = List.of();
        private List<ShopOrder.Item> items = List.of();
        private @Nullable LocalDate promiseFrom;
        private @Nullable LocalDate promiseUntil;
        private ShopOrder.Destination.@Nullable Kind destination;
        private List<ShipmentKey> shipments = List.of();
        private List<String> owners = List.of();
        private List<String> terms = List.of();
        private String link = "";
        private String smsLink = "";
        private boolean erased;
        private List<OrderUpdate> updates = List.of();

        Fields(Outbox outbox) {
            this.outbox = outbox;
        }

        void read(String name, BsonReader reader) {
            switch (name) {
                case "_id" -> id = new OrderId(reader.readString());
                case "version" -> version = reader.readInt64();
                case "number" -> number = new OrderNumber(reader.readString());
                case "placed" -> placed = Bson.time(reader);
                case "recorded" -> recorded = Bson.time(reader);
                case "person" -> person = reader.readString();
                case "sealed" -> sealed = reader.readString();
                case "language" -> language = reader.readString();
                case "timeZone" -> timeZone = reader.readString();
                case "channels" -> channels = Bson.list(reader, r -> Channel.valueOf(r.readString()));
                case "items" -> items = Bson.list(reader, Fields::item);
                case "promiseFrom" -> promiseFrom = LocalDate.parse(reader.readString());
                case "promiseUntil" -> promiseUntil = LocalDate.parse(reader.readString());
                case "destination" -> destination = ShopOrder.Destination.Kind.valueOf(reader.readString());
                case "shipments" -> shipments = Bson.list(reader, r -> ShipmentKey.parse(r.readString()));
                case "owners" -> owners = Bson.texts(reader);
                case "terms" -> terms = Bson.texts(reader);
                case "link" -> link = reader.readString();
                case "smsLink" -> smsLink = reader.readString();
                case "erased" -> erased = reader.readBoolean();
                case Outbox.UPDATES -> updates = outbox.read(reader);
                default -> reader.skipValue();
            }
        }

        private static ShopOrder.Item item(BsonReader reader) {
            var texts = new @Nullable String[2];
            var quantity = new int[1];
            Bson.document(reader, (name, value) -> {
                switch (name) {
                    case "sku" -> texts[0] = value.readString();
                    case "name" -> texts[1] = value.readString();
                    case "quantity" -> quantity[0] = value.readInt32();
                    default -> value.skipValue();
                }
            });
            return new ShopOrder.Item(texts[0], required("name", texts[1]), quantity[0]);
        }

        TrackedOrder tracked() {
            var promise = promiseFrom == null || promiseUntil == null
                    ? null
                    : new ShopOrder.Promise(promiseFrom, promiseUntil);
            var order = new Order(
                    required("_id", id),
                    required("number", number),
                    required("placed", placed),
                    required("recorded", recorded),
                    person,
                    sealed,
                    language,
                    timeZone,
                    channels,
                    items,
                    promise,
                    destination,
                    shipments);
            return new TrackedOrder(order, new OrderIndex(owners, terms, link, smsLink, erased), version, updates);
        }
    }
}
