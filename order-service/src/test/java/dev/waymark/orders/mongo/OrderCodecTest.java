package dev.waymark.orders.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.codecs.DecoderContext;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrderCodecTest {

    private final OrderCodec codec = new OrderCodec(new Outbox(JsonMapper.shared(), Clock.systemUTC()));

    @Test
    void linksOfEarlierDocumentsAreRead() {
        var earlier = BsonDocument.parse("""
                {"_id": "o-917a49b68119e343bad59e5fe7b5aaa9", "version": {"$numberLong": "1"}, "number": "10042",
                 "placed": {"$date": "2027-05-12T09:00:00Z"}, "recorded": {"$date": "2027-05-12T09:00:00Z"},
                 "person": "p", "sealed": "s", "language": "ru", "timeZone": "Europe/Moscow", "channels": ["EMAIL"],
                 "link": "hash of the e-mail's", "smsLink": "hash of the text message's"}""");

        var order = codec.decode(
                new BsonDocumentReader(earlier), DecoderContext.builder().build());

        assertThat(order.index().linkHashes()).containsExactly("hash of the e-mail's", "hash of the text message's");
    }
}
