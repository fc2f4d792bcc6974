package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Utf8;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads bodies as RFC 8259 has them, section 8.1: in UTF-8, without a byte order mark. Jackson alone guesses other
 * encodings, and takes overlong forms for the characters that they hide. A body is read as JSON before it is read as what
 * it should be, so that one that is no JSON is the same mistake at every address; {@code null} and white space are none.
 */
final class StrictJsonDecoder extends JacksonJsonDecoder {

    StrictJsonDecoder(JsonMapper mapper) {
        super(StrictJson.of(mapper));
    }

    @Override
    public boolean canDecode(ResolvableType type, @Nullable MimeType mimeType) {
        var charset = mimeType == null ? null : mimeType.getCharset();
        return super.canDecode(type, mimeType)
                && (charset == null || charset.equals(UTF_8) || charset.equals(US_ASCII));
    }

    @Override
    public Object decode(
            DataBuffer buffer, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        check(Utf8.decode(bytes).orElseThrow(() -> new DecodingException("not UTF-8")));
        return super.decode(DefaultDataBufferFactory.sharedInstance.wrap(bytes), type, mimeType, hints);
    }

    private void check(String text) {
        try (var parser = getMapper().createParser(text)) {
            var first = parser.nextToken();
            var isOne = true;
            while (parser.nextToken() != null) {
                isOne = false;
            }
            if (first == null || (first == JsonToken.VALUE_NULL && isOne)) {
                throw new DecodingException("nothing");
            }
        } catch (JacksonException e) {
            throw new DecodingException("not JSON", e);
        }
    }
}
