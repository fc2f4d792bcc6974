package dev.waymark.tokens;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/** The tokens of one caller. Each names the caller, the one service it is for, and one purpose. */
public final class ServiceTokens {

    static final Duration VALID = Duration.ofSeconds(60);

    /** A token is handed out again until half its time is gone: signing one per call would cost more than the call. */
    private static final Duration REUSED = VALID.dividedBy(2);

    private static final JwsHeader HEADER = JwsHeader.with(MacAlgorithm.HS256).build();

    private final String caller;
    private final JwtEncoder encoder;
    private final Clock clock;
    private final Map<Use, IssuedServiceToken> issued = new ConcurrentHashMap<>();

    private ServiceTokens(String caller, JwtEncoder encoder, Clock clock) {
        this.caller = caller;
        this.encoder = encoder;
        this.clock = clock;
    }

    public static ServiceTokens of(String caller, ServiceKeys keys, Clock clock) {
        return new ServiceTokens(caller, new NimbusJwtEncoder(new ImmutableSecret<>(keys.of(caller))), clock);
    }

    /** A token that {@code audience} accepts for {@code purpose}, good for at least half a minute. */
    public String token(String audience, String purpose) {
        var now = clock.instant();
        return issued.compute(
                        new Use(audience, purpose),
                        (use, old) -> old != null && now.isBefore(old.at().plus(REUSED)) ? old : issue(use, now))
                .token();
    }

    /** Puts such a token on every request of a client. */
    public ExchangeFilterFunction bearer(String audience, String purpose) {
        return (request, next) -> next.exchange(ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(token(audience, purpose)))
                .build());
    }

    private IssuedServiceToken issue(Use use, Instant now) {
        var claims = JwtClaimsSet.builder()
                .issuer(caller)
                .audience(List.of(use.audience()))
                .claim("scope", use.purpose())
                .issuedAt(now)
                .expiresAt(now.plus(VALID))
                .build();
        return new IssuedServiceToken(
                encoder.encode(JwtEncoderParameters.from(HEADER, claims)).getTokenValue(), now);
    }

    private record Use(String audience, String purpose) {}

    private record IssuedServiceToken(String token, Instant at) {}
}
