package dev.waymark.gateway.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A program of the shop, by the key it sends. Nothing is kept between two requests. */
public final class ApiKeySecurityContextRepository implements ServerSecurityContextRepository {

    /** A scheme's case does not count. (RFC 9110, section 11.1) */
    private static final String BEARER = "Bearer ";

    private static final String PREFIX = "wmk_";

    private final ApiKeys keys;

    public ApiKeySecurityContextRepository(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(secret(exchange.getRequest().getHeaders())
                .filter(secret -> secret.startsWith(PREFIX))
                .flatMap(keys::find)
                .map(ApiKeySecurityContextRepository::context));
    }

    private static Optional<String> secret(HttpHeaders headers) {
        var bearer = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(bearer.substring(BEARER.length()).strip())
                : Optional.ofNullable(headers.getFirst("X-API-Key"));
    }

    private static SecurityContext context(ApiKeys.ApiKey key) {
        var scopes = AuthorityUtils.createAuthorityList(
                key.scopes().stream().map("SCOPE_"::concat).toList());
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(key.name(), null, scopes));
    }
}
