package dev.waymark.orders.mongo;

import static dev.waymark.orders.mongo.Bson.required;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.orders.domain.EtaHistory;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.KnownProof;
import dev.waymark.orders.domain.NotifiedMilestone;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.mongo.CheckpointBson.ProvenanceFields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.jspecify.annotations.Nullable;

/** A parcel as a document, straight from and to the wire: this is read and written for every batch of events. */
final class ShipmentCodec implements Codec<TrackedShipment> {

    private final Outbox outbox;

    ShipmentCodec(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Class<TrackedShipment> getEncoderClass() {
        return TrackedShipment.class;
    }

    @Override
    public void encode(BsonWriter writer, TrackedShipment tracked, EncoderContext context) {
        var shipment = tracked.shipment();
        writer.writeStartDocument();
        Bson.text(writer, "_id", tracked.key());
        writer.writeInt64("version", tracked.version());
        Bson.text(writer, "number", tracked.key().trackingNumber());
        Bson.texts(writer, "orders", tracked.orders());
        Bson.list(writer, "announced", tracked.notified(), ShipmentCodec::announced);
        Bson.time(writer, "firstHeard", shipment.firstEventAt());
        Bson.time(writer, "lastHeard", shipment.lastEventAt());
        Bson.list(writer, "checkpoints", shipment.checkpoints(), CheckpointBson::write);
        Bson.list(writer, "etas", shipment.etas().byTime(), ShipmentCodec::eta);
        proof(writer, shipment.proof());
        outbox.write(writer, tracked.outbox());
        writer.writeEndDocument();
    }

    @Override
    public TrackedShipment decode(BsonReader reader, DecoderContext context) {
        var fields = new Fields(outbox);
        Bson.document(reader, fields::read);
        return fields.tracked();
    }

    private static void announced(BsonWriter writer, NotifiedMilestone notified) {
        writer.writeStartDocument();
        Bson.text(writer, "order", notified.order());
        Bson.text(writer, "milestone", notified.milestone());
        writer.writeInt32("visit", notified.occurrence());
        writer.writeEndDocument();
    }

    private static void eta(BsonWriter writer, Eta eta) {
        writer.writeStartDocument();
        Bson.text(writer, "from", eta.from());
        Bson.text(writer, "until", eta.until());
        Bson.text(writer, "fromTime", eta.fromTime());
        Bson.text(writer, "untilTime", eta.untilTime());
        Bson.text(writer, "source", eta.source());
        Bson.time(writer, "stated", eta.statedAt());
        writer.writeEndDocument();
    }

    private static void proof(BsonWriter writer, @Nullable KnownProof proof) {
        if (proof != null) {
            writer.writeStartDocument("proof");
            Bson.text(writer, "type", proof.proof().type());
            Bson.text(writer, "reference", proof.proof().reference());
            CheckpointBson.provenance(writer, proof.provenance());
            writer.writeEndDocument();
        }
    }

    private static final class Fields {
        private final Outbox outbox;
        private @Nullable ShipmentKey key;
        private long version;
        private List<OrderId> orders = List.of();
        private List<NotifiedMilestone> announced = List.of();
        private @Nullable Instant firstHeard;
        private @Nullable Instant lastHeard;
        private List<KnownCheckpoint> checkpoints = List.of();
        private List<Eta> etas = List.of();
        private @Nullable KnownProof proof;
        private List<OrderUpdate> updates = List.of();

        Fields(Outbox outbox) {
            this.outbox = outbox;
        }

        void read(String name, BsonReader reader) {
            switch (name) {
                case "_id" -> key = ShipmentKey.parse(reader.readString());
                case "version" -> version = reader.readInt64();
                case "orders" -> orders = Bson.list(reader, r -> new OrderId(r.readString()));
                case "announced" -> announced = Bson.list(reader, NotifiedMilestoneFields::read);
                case "firstHeard" -> firstHeard = Bson.time(reader);
                case "lastHeard" -> lastHeard = Bson.time(reader);
                case "checkpoints" -> checkpoints = Bson.list(reader, CheckpointBson::read);
                case "etas" -> etas = Bson.list(reader, EtaFields::read);
                case "proof" -> proof = ProofFields.read(reader);
                case Outbox.UPDATES -> updates = outbox.read(reader);
                default -> reader.skipValue();
            }
        }

        TrackedShipment tracked() {
            var shipment =
                    new Shipment(required("_id", key), checkpoints, new EtaHistory(etas), proof, firstHeard, lastHeard);
            return new TrackedShipment(shipment, orders, announced, version, updates);
        }
    }

    private static final class NotifiedMilestoneFields {
        private @Nullable OrderId order;
        private @Nullable Milestone milestone;
        private int visit;

        static NotifiedMilestone read(BsonReader reader) {
            var fields = new NotifiedMilestoneFields();
            Bson.document(reader, fields::field);
            return new NotifiedMilestone(
                    required("order", fields.order), required("milestone", fields.milestone), fields.visit);
        }

        private void field(String name, BsonReader reader) {
            switch (name) {
                case "order" -> order = new OrderId(reader.readString());
                case "milestone" -> milestone = Milestone.valueOf(reader.readString());
                case "visit" -> visit = reader.readInt32();
                default -> reader.skipValue();
            }
        }
    }

    private static final class EtaFields {
        private @Nullable LocalDate from;
        private @Nullable LocalDate until;
        private @Nullable LocalTime fromTime;
        private @Nullable LocalTime untilTime;
        private Eta.@Nullable Source source;
        private @Nullable Instant stated;

        static Eta read(BsonReader reader) {
            var fields = new EtaFields();
            Bson.document(reader, fields::field);
            return new Eta(
                    required("from", fields.from),
                    required("until", fields.until),
                    fields.fromTime,
                    fields.untilTime,
                    required("source", fields.source),
                    required("stated", fields.stated));
        }

        private void field(String name, BsonReader reader) {
            switch (name) {
                case "from" -> from = LocalDate.parse(reader.readString());
                case "until" -> until = LocalDate.parse(reader.readString());
                case "fromTime" -> fromTime = LocalTime.parse(reader.readString());
                case "untilTime" -> untilTime = LocalTime.parse(reader.readString());
                case "source" -> source = Eta.Source.valueOf(reader.readString());
                case "stated" -> stated = Bson.time(reader);
                default -> reader.skipValue();
            }
        }
    }

    private static final class ProofFields {
        private ProofOfDelivery.@Nullable Type type;
        private @Nullable String reference;
        private final ProvenanceFields provenance = new ProvenanceFields();

        static KnownProof read(BsonReader reader) {
            var fields = new ProofFields();
            Bson.document(reader, fields::field);
            return new KnownProof(
                    new ProofOfDelivery(required("type", fields.type), fields.reference),
                    fields.provenance.provenance());
        }

        private void field(String name, BsonReader reader) {
            switch (name) {
                case "type" -> type = ProofOfDelivery.Type.valueOf(reader.readString());
                case "reference" -> reference = reader.readString();
                default -> provenance.read(name, reader);
            }
        }
    }
}
