package dev.waymark.gateway.oidc;

import dev.waymark.gateway.signin.StaffSignInSettings.Oidc;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeReactiveAuthenticationManager;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcReactiveOAuth2UserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The provider as it describes itself. It is asked at the first sign-in, so that no start of ours waits for it. */
final class OidcProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DESCRIBED_FOR = Duration.ofHours(1);

    /** Whoever clicks again meanwhile costs a provider that is away, and our log, nothing. */
    private static final Duration AWAY_FOR = Duration.ofSeconds(5);

    private final Mono<ClientRegistration> registration;
    private final ReactiveAuthenticationManager authentication = new OidcAuthorizationCodeReactiveAuthenticationManager(
            new WebClientReactiveAuthorizationCodeTokenResponseClient(), new OidcReactiveOAuth2UserService());

    OidcProvider(Oidc settings) {
        this.registration = Mono.fromCallable(() -> ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
                        .registrationId("staff")
                        .clientId(settings.clientId())
                        .clientSecret(settings.clientSecret())
                        .redirectUri("{baseUrl}" + OidcSignIn.CALLBACK)
                        .scope("openid", "email")
                        .build())
                // The library's client blocks.
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(TIMEOUT)
                .onErrorMap(OidcProvider::classified)
                .cache(_ -> DESCRIBED_FOR, _ -> AWAY_FOR, () -> Duration.ZERO);
    }

    /** Fails with {@link OidcException}. */
    Mono<ClientRegistration> registration() {
        return registration;
    }

    /**
     * Whom the provider vouches for: it has taken the code, and the signature, issuer, audience, time and nonce of its token
     * hold. Fails with {@link OidcException}.
     */
    Mono<OidcUser> user(Function<ClientRegistration, OAuth2AuthorizationExchange> exchange) {
        return registration.flatMap(provider -> authentication
                .authenticate(new OAuth2AuthorizationCodeAuthenticationToken(provider, exchange.apply(provider)))
                .timeout(TIMEOUT)
                .map(authenticated -> (OidcUser) authenticated.getPrincipal())
                .onErrorMap(OidcProvider::classified));
    }

    private static OidcException classified(Throwable failure) {
        if (failure instanceof OAuth2AuthenticationException refused) {
            LOG.warn("OpenID provider: {}", refused.getError().getErrorCode());
            return new OidcException(OidcFailure.REJECTED, failure);
        }
        LOG.warn("OpenID provider does not answer: {}", failure.toString());
        return new OidcException(OidcFailure.UNAVAILABLE, failure);
    }
}
