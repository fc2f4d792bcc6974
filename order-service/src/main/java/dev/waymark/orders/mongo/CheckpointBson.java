package dev.waymark.orders.mongo;

import static dev.waymark.orders.mongo.Bson.required;

import dev.waymark.contract.EventId;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Cause;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.Provenance;
import java.time.Instant;
import java.time.LocalDate;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.jspecify.annotations.Nullable;

/** One checkpoint inside a parcel's document: flat, because a parcel has many. */
final class CheckpointBson {

    private CheckpointBson() {}

    static void write(BsonWriter writer, KnownCheckpoint known) {
        var checkpoint = known.checkpoint();
        writer.writeStartDocument();
        Bson.text(writer, "id", checkpoint.id());
        switch (checkpoint.fact()) {
            case Fact.Status(var status) -> Bson.text(writer, "status", status);
            case Fact.Information(var notice) -> Bson.text(writer, "notice", notice);
            case Fact.Retraction(var retracted) -> Bson.text(writer, "retracts", retracted);
        }
        if (checkpoint.direction() != Direction.FORWARD) {
            Bson.text(writer, "direction", checkpoint.direction());
        }
        Bson.time(writer, "at", checkpoint.time().occurredAt());
        Bson.text(writer, "local", checkpoint.time().occurredLocal());
        Bson.text(writer, "zone", checkpoint.time().zoneQuality());
        place(writer, checkpoint.place());
        details(writer, checkpoint.details());
        var words = checkpoint.rawStatus();
        Bson.text(writer, "code", words.code());
        Bson.text(writer, "words", words.status());
        Bson.text(writer, "text", words.text());
        Bson.time(writer, "learned", known.firstReceivedAt());
        provenance(writer, known.provenance());
        writer.writeEndDocument();
    }

    static KnownCheckpoint read(BsonReader reader) {
        var fields = new Fields();
        Bson.document(reader, fields::read);
        return fields.knownCheckpoint();
    }

    static void provenance(BsonWriter writer, Provenance provenance) {
        Bson.text(writer, "event", provenance.event());
        Bson.time(writer, "received", provenance.receivedAt());
        Bson.text(writer, "mapping", provenance.mappingVersion());
        Bson.text(writer, "raw", provenance.rawId());
    }

    private static void place(BsonWriter writer, @Nullable Place place) {
        if (place != null) {
            writer.writeStartDocument("place");
            Bson.text(writer, "city", place.city());
            Bson.text(writer, "region", place.region());
            Bson.text(writer, "country", place.country());
            Bson.text(writer, "facility", place.facility());
            writer.writeEndDocument();
        }
    }

    private static void details(BsonWriter writer, @Nullable Details details) {
        if (details != null) {
            writer.writeStartDocument("details");
            Bson.text(writer, "returnReason", details.returnReason());
            Bson.text(writer, "cause", details.cause());
            if (details.attemptNumber() != null) {
                writer.writeInt32("attempt", details.attemptNumber());
            }
            Bson.text(writer, "storageDeadline", details.storageDeadline());
            if (details.actionRequired()) {
                writer.writeBoolean("actionRequired", true);
            }
            Bson.text(writer, "legCarrier", details.legCarrier());
            Bson.text(writer, "legNumber", details.legTrackingNumber());
            writer.writeEndDocument();
        }
    }

    private static final class Fields {
        private @Nullable CheckpointId id;
        private @Nullable Fact fact;
        private Direction direction = Direction.FORWARD;
        private @Nullable Instant at;
        private @Nullable String local;
        private @Nullable ZoneQuality zone;
        private @Nullable Place place;
        private @Nullable Details details;
        private @Nullable String code;
        private @Nullable String words;
        private @Nullable String text;
        private @Nullable Instant learned;
        private final ProvenanceFields provenance = new ProvenanceFields();

        void read(String name, BsonReader reader) {
            switch (name) {
                case "id" -> id = new CheckpointId(reader.readString());
                case "status" -> fact = new Fact.Status(SubStatus.valueOf(reader.readString()));
                case "notice" -> fact = new Fact.Information(Notice.valueOf(reader.readString()));
                case "retracts" -> fact = new Fact.Retraction(new CheckpointId(reader.readString()));
                case "direction" -> direction = Direction.valueOf(reader.readString());
                case "at" -> at = Bson.time(reader);
                case "local" -> local = reader.readString();
                case "zone" -> zone = ZoneQuality.valueOf(reader.readString());
                case "place" -> place = readPlace(reader);
                case "details" -> details = readDetails(reader);
                case "code" -> code = reader.readString();
                case "words" -> words = reader.readString();
                case "text" -> text = reader.readString();
                case "learned" -> learned = Bson.time(reader);
                default -> provenance.read(name, reader);
            }
        }

        KnownCheckpoint knownCheckpoint() {
            var checkpoint = new Checkpoint(
                    required("id", id),
                    required("fact", fact),
                    direction,
                    new CheckpointTime(required("at", at), local, required("zone", zone)),
                    place,
                    details,
                    new RawStatusText(code, words, text));
            return new KnownCheckpoint(checkpoint, required("learned", learned), provenance.provenance());
        }

        private static Place readPlace(BsonReader reader) {
            var read = new @Nullable String[4];
            Bson.document(reader, (name, value) -> {
                switch (name) {
                    case "city" -> read[0] = value.readString();
                    case "region" -> read[1] = value.readString();
                    case "country" -> read[2] = value.readString();
                    case "facility" -> read[3] = value.readString();
                    default -> value.skipValue();
                }
            });
            return new Place(read[0], read[1], read[2], read[3]);
        }

        private static Details readDetails(BsonReader reader) {
            var fields = new DetailFields();
            Bson.document(reader, fields::read);
            return fields.details();
        }
    }

    private static final class DetailFields {
        private @Nullable ReturnReason reason;
        private @Nullable Cause cause;
        private @Nullable Integer attempt;
        private @Nullable LocalDate deadline;
        private boolean action;
        private @Nullable String carrier;
        private @Nullable TrackingNumber number;

        void read(String name, BsonReader reader) {
            switch (name) {
                case "returnReason" -> reason = ReturnReason.valueOf(reader.readString());
                case "cause" -> cause = Cause.valueOf(reader.readString());
                case "attempt" -> attempt = reader.readInt32();
                case "storageDeadline" -> deadline = LocalDate.parse(reader.readString());
                case "actionRequired" -> action = reader.readBoolean();
                case "legCarrier" -> carrier = reader.readString();
                case "legNumber" -> number = new TrackingNumber(reader.readString());
                default -> reader.skipValue();
            }
        }

        Details details() {
            return new Details(reason, cause, attempt, deadline, action, carrier, number);
        }
    }

    /** The fields of a provenance, in a checkpoint or a proof. */
    static final class ProvenanceFields {
        private @Nullable EventId event;
        private @Nullable Instant received;
        private @Nullable String mapping;
        private @Nullable String raw;

        void read(String name, BsonReader reader) {
            switch (name) {
                case "event" -> event = new EventId(reader.readString());
                case "received" -> received = Bson.time(reader);
                case "mapping" -> mapping = reader.readString();
                case "raw" -> raw = reader.readString();
                default -> reader.skipValue();
            }
        }

        Provenance provenance() {
            return new Provenance(
                    required("event", event),
                    required("received", received),
                    required("mapping", mapping),
                    required("raw", raw));
        }
    }
}
