package dev.waymark.ingest.web;

import dev.waymark.ingest.courier.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** A request's body within limits. */
final class RequestBody {

    private static final byte[] EMPTY = new byte[0];

    private final int maxBytes;

    RequestBody(DataSize max) {
        this.maxBytes = Math.toIntExact(max.toBytes());
    }

    /** Why the body is not even read; empty when it may be. */
    Optional<Refusal> refusal(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if (isEncoded(headers.getFirst(HttpHeaders.CONTENT_ENCODING))) {
            return Optional.of(Refusal.CONTENT_ENCODING);
        }
        if (!isJson(headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
            return Optional.of(Refusal.CONTENT_TYPE);
        }
        return headers.getContentLength() > maxBytes ? Optional.of(Refusal.TOO_LARGE) : Optional.empty();
    }

    /** The bytes, copied once; fails with a {@code DataBufferLimitException} past the limit. */
    Mono<byte[]> read(ServerHttpRequest request) {
        return DataBufferUtils.join(request.getBody(), maxBytes)
                .map(RequestBody::bytes)
                .defaultIfEmpty(EMPTY);
    }

    private static byte[] bytes(DataBuffer buffer) {
        try {
            var bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static boolean isEncoded(@Nullable String encoding) {
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    /** A courier that names no type sends JSON all the same, and turning it away may cost us its subscription. */
    private static boolean isJson(@Nullable String type) {
        if (type == null || type.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return true;
        }
        try {
            var parsed = MediaType.parseMediaType(type);
            return MediaType.APPLICATION_JSON.isCompatibleWith(parsed)
                    || (parsed.getType().equals("application")
                            && parsed.getSubtype().endsWith("+json"));
        } catch (InvalidMediaTypeException notAType) {
            return false;
        }
    }
}
