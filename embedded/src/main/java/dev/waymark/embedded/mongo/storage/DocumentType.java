package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Documents as the store keeps them on disk: BSON, with its length before it. */
final class DocumentType extends BasicDataType<Document> {

    /** An entry of the map, its key and a short value. Only decides how many documents share a page. */
    private static final int BYTES_PER_FIELD = 96;

    @Override
    public int getMemory(Document document) {
        return BYTES_PER_FIELD * (1 + document.size());
    }

    @Override
    public void write(WriteBuffer target, Document document) {
        var bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        var length = bson.readableBytes();
        target.putVarInt(length);
        target.put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer source) {
        var bson = new byte[DataUtils.readVarInt(source)];
        source.get(bson);
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
