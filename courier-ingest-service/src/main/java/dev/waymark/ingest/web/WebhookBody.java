package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.courier.Terms;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** A request's body within limits, as its courier sends it. */
final class WebhookBody {

    private static final byte[] EMPTY = new byte[0];

    private final int usualMax;

    WebhookBody(DataSize usualMax) {
        this.usualMax = Math.toIntExact(usualMax.toBytes());
    }

    /** Why the body is not even read; empty when it may be. */
    Optional<Refusal> refusal(ServerHttpRequest request, Terms terms) {
        var headers = request.getHeaders();
        var isQuery = terms.delivery() == Terms.Delivery.QUERY;
        if (!request.getMethod().equals(isQuery ? HttpMethod.GET : HttpMethod.POST)) {
            return Optional.of(Refusal.METHOD);
        }
        if (isEncoded(headers.getFirst(HttpHeaders.CONTENT_ENCODING))) {
            return Optional.of(Refusal.CONTENT_ENCODING);
        }
        if (!isSentAs(terms.delivery(), headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
            return Optional.of(Refusal.CONTENT_TYPE);
        }
        return headers.getContentLength() > max(terms) ? Optional.of(Refusal.TOO_LARGE) : Optional.empty();
    }

    /** The bytes, copied once; fails with a {@code DataBufferLimitException} past the limit. Of a GET the query. */
    Mono<byte[]> read(ServerHttpRequest request, Terms terms) {
        if (terms.delivery() == Terms.Delivery.QUERY) {
            var query = request.getURI().getRawQuery();
            return Mono.just(query == null ? EMPTY : query.getBytes(UTF_8));
        }
        return DataBufferUtils.join(request.getBody(), max(terms))
                .map(WebhookBody::bytes)
                .defaultIfEmpty(EMPTY);
    }

    private int max(Terms terms) {
        return terms.maxBody() == 0 ? usualMax : terms.maxBody();
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
    private static boolean isSentAs(Terms.Delivery delivery, @Nullable String type) {
        if (type == null || delivery == Terms.Delivery.QUERY) {
            return true;
        }
        try {
            var parsed = MediaType.parseMediaType(type);
            return delivery == Terms.Delivery.FORM
                    ? MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(parsed)
                    : isJson(parsed);
        } catch (InvalidMediaTypeException notAType) {
            return false;
        }
    }

    private static boolean isJson(MediaType type) {
        return MediaType.APPLICATION_JSON.isCompatibleWith(type)
                || (type.getType().equals("application") && type.getSubtype().endsWith("+json"));
    }
}
