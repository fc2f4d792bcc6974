package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where couriers fetch the bearer token that they deliver with. (RFC 6749, section 4.4; UPS Track Alert v2) */
@RestController
record CourierTokenController(Couriers couriers) {

    static final String PATH = "/webhooks/{courier}/token";

    private static final String BASIC = "Basic ";

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Object>> token(
            @PathVariable String courier,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .onErrorReturn(IllegalArgumentException.class, new LinkedMultiValueMap<>())
                .map(form -> "client_credentials".equals(form.getFirst("grant_type"))
                        ? token(courier, authorization, form)
                        : error(HttpStatus.BAD_REQUEST, "unsupported_grant_type"));
    }

    private ResponseEntity<Object> token(
            String courier, @Nullable String authorization, MultiValueMap<String, String> form) {
        return credentials(authorization, form)
                .flatMap(shown ->
                        couriers.at(courier).flatMap(known -> known.verifier().issueToken(shown)))
                .map(token -> response(HttpStatus.OK)
                        .<Object>body(new TokenResponse(
                                token.token(), "Bearer", token.validity().toSeconds())))
                .orElseGet(() -> error(HttpStatus.UNAUTHORIZED, "invalid_client"));
    }

    /** Client id, colon, client secret, as in HTTP Basic; empty when they are not given. */
    private static Optional<String> credentials(@Nullable String authorization, MultiValueMap<String, String> form) {
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return decoded(authorization.substring(BASIC.length()));
        }
        var id = form.getFirst("client_id");
        var secret = form.getFirst("client_secret");
        return id == null || secret == null ? Optional.empty() : Optional.of(id + ":" + secret);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** In the words of RFC 6749, section 5.2: whoever asks for a token knows these and no problem documents. */
    private static ResponseEntity<Object> error(HttpStatus status, String code) {
        var answer = response(status);
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"webhooks\"");
        }
        return answer.body(Map.of("error", code));
    }

    private static ResponseEntity.BodyBuilder response(HttpStatus status) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    }

    private record TokenResponse(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}
}
