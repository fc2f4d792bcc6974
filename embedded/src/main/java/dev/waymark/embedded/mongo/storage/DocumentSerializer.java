package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Documents as the store keeps them. */
final class DocumentSerializer {

    private static final int USUAL_BYTES = 4096;

    /** The manual's page {@code reference/limits}. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int TOO_LARGE = 10334;

    private DocumentSerializer() {}

    /** Refuses a document that no answer could carry. */
    static byte[] encode(Document document) {
        var bson = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, bson);
        if (bson.readableBytes() > MAX_BYTES) {
            throw new MongoServerError(
                    TOO_LARGE, "BSONObjectTooLarge", "BSONObj size: %d is invalid.".formatted(bson.readableBytes()));
        }
        return ByteBufUtil.getBytes(bson);
    }

    static Document decode(byte[] bson) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }
}
