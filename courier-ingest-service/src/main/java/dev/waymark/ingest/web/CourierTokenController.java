package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Couriers;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where couriers fetch the bearer token that they deliver with. (RFC 6749, section 4.4; UPS Track Alert v2) */
@RestController
final class CourierTokenController {

    static final String PATH = "/webhooks/{courier}/token";

    private static final String BASIC = "Basic ";

    private final Couriers couriers;

    CourierTokenController(Couriers couriers) {
        this.couriers = couriers;
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> token(
            @PathVariable String courier,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> "client_credentials".equals(form.getFirst("grant_type"))
                        ? token(courier, authorization, form)
                        : error(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
    }

    private ResponseEntity<Map<String, Object>> token(
            String courier, @Nullable String authorization, MultiValueMap<String, String> form) {
        return credentials(authorization, form)
                .flatMap(shown ->
                        couriers.at(courier).flatMap(known -> known.verifier().issueToken(shown.id(), shown.secret())))
                .map(token -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(Map.<String, Object>of(
                                "access_token",
                                token.token(),
                                "token_type",
                                "Bearer",
                                "expires_in",
                                token.validity().toSeconds())))
                .orElseGet(() -> error(HttpStatus.UNAUTHORIZED, "invalid_client"));
    }

    private static Optional<Credentials> credentials(
            @Nullable String authorization, MultiValueMap<String, String> form) {
        if (authorization != null && authorization.startsWith(BASIC)) {
            return Credentials.basic(authorization.substring(BASIC.length()));
        }
        var id = form.getFirst("client_id");
        var secret = form.getFirst("client_secret");
        return id == null || secret == null ? Optional.empty() : Optional.of(new Credentials(id, secret));
    }

    /** In the words of RFC 6749, section 5.2: whoever asks for a token knows these and no problem documents. */
    private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String code) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Map.of("error", code));
    }

    private record Credentials(String id, String secret) {

        static Optional<Credentials> basic(String base64) {
            try {
                var pair = new String(Base64.getDecoder().decode(base64), UTF_8).split(":", 2);
                return pair.length == 2 ? Optional.of(new Credentials(pair[0], pair[1])) : Optional.empty();
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }
}
