package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.RejectionReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A request's body within limits, as its courier sends it. */
@Component
record WebhookBody(WebhookSettings settings) {

    private static final byte[] EMPTY = new byte[0];
    private static final MediaType ANY_JSON = new MediaType("application", "*+json");

    /** Why the body is not even read; empty when it may be. */
    Optional<RejectionReason> refusal(ServerHttpRequest request, CourierProtocol protocol) {
        var headers = request.getHeaders();
        var isQuery = protocol.requestFormat() == CourierProtocol.RequestFormat.QUERY;
        if (!request.getMethod().equals(isQuery ? HttpMethod.GET : HttpMethod.POST)) {
            return Optional.of(RejectionReason.METHOD_NOT_ALLOWED);
        }
        if (isEncoded(headers.getFirst(HttpHeaders.CONTENT_ENCODING))) {
            return Optional.of(RejectionReason.CONTENT_ENCODING_UNSUPPORTED);
        }
        if (!isSentAs(protocol.requestFormat(), headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
            return Optional.of(RejectionReason.CONTENT_TYPE_UNSUPPORTED);
        }
        return headers.getContentLength() > max(protocol)
                ? Optional.of(RejectionReason.BODY_TOO_LARGE)
                : Optional.empty();
    }

    /** The bytes, copied once; fails with a {@code DataBufferLimitException} past the limit. Of a GET the query. */
    Mono<byte[]> read(ServerHttpRequest request, CourierProtocol protocol) {
        if (protocol.requestFormat() == CourierProtocol.RequestFormat.QUERY) {
            var query = request.getURI().getRawQuery();
            return Mono.just(query == null ? EMPTY : query.getBytes(UTF_8));
        }
        return DataBufferUtils.join(request.getBody(), max(protocol))
                .map(WebhookBody::bytes)
                .defaultIfEmpty(EMPTY);
    }

    private int max(CourierProtocol protocol) {
        return protocol.maxBody() == 0 ? Math.toIntExact(settings.maxBody().toBytes()) : protocol.maxBody();
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

    /** A courier that names no type sends its usual one, and turning it away may cost us its subscription. */
    private static boolean isSentAs(CourierProtocol.RequestFormat delivery, @Nullable String type) {
        if (type == null || delivery == CourierProtocol.RequestFormat.QUERY) {
            return true;
        }
        try {
            var parsed = MediaType.parseMediaType(type);
            return delivery == CourierProtocol.RequestFormat.FORM
                    ? MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(parsed)
                    : MediaType.APPLICATION_JSON.isCompatibleWith(parsed) || ANY_JSON.isCompatibleWith(parsed);
        } catch (InvalidMediaTypeException _) {
            return false;
        }
    }
}
