package dev.waymark.orders.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import dev.waymark.contract.Samples;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.domain.TrackingHistories;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.io.BasicOutputBuffer;
import tools.jackson.databind.json.JsonMapper;

class ShipmentBytesPropertyTest {

    private final Codec<ShipmentDocument> codec = CodecRegistries.fromRegistries(
                    CodecRegistries.fromCodecs(
                            TextCodec.all(JsonMapper.builder().build())),
                    MongoClientSettings.getDefaultCodecRegistry())
            .get(ShipmentDocument.class);

    @Property(tries = 500)
    void anyArrivalGivesTheSameBytes(@ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        assertThat(bytes(fold(webhooks.get2()))).isEqualTo(bytes(fold(webhooks.get1())));
    }

    @Property(tries = 500)
    void documentReadsBackAsItWasWritten(
            @ForAll("arrivals") Tuple2<List<TrackingEvent>, List<TrackingEvent>> webhooks) {
        var tracked = fold(webhooks.get1());

        var read = codec.decode(
                new BsonBinaryReader(ByteBuffer.wrap(bytes(tracked))),
                DecoderContext.builder().build());

        assertThat(read.toTrackedShipment()).isEqualTo(tracked);
    }

    private byte[] bytes(TrackedShipment tracked) {
        var buffer = new BasicOutputBuffer();
        codec.encode(
                new BsonBinaryWriter(buffer),
                ShipmentDocument.of(tracked, Samples.NOON),
                EncoderContext.builder().build());
        return buffer.toByteArray();
    }

    private static TrackedShipment fold(List<TrackingEvent> events) {
        var shipment = Shipment.empty(Samples.shipment(TrackingHistories.NUMBER));
        for (var event : events) {
            shipment = shipment.apply(event).shipment();
        }
        return new TrackedShipment(shipment, List.of(), Map.of(), List.of(), List.of(), List.of(), 1, List.of());
    }

    @Provide
    Arbitrary<Tuple2<List<TrackingEvent>, List<TrackingEvent>>> arrivals() {
        return TrackingHistories.webhooks()
                .flatMap(sent -> TrackingHistories.anyArrival(sent).map(arrived -> Tuple.of(sent, arrived)));
    }
}
