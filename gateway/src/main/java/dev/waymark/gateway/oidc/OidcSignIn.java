package dev.waymark.gateway.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.oidc.OidcResult.Failed;
import dev.waymark.gateway.oidc.OidcResult.SignedIn;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.StaffSessions;
import dev.waymark.gateway.signin.StaffSignInSettings;
import dev.waymark.gateway.signin.StaffSignInSettings.Oidc;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.platform.web.ProblemException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Sign-in of staff at their own OpenID provider: authorization code with PKCE (OpenID Connect Core 3.1, RFC 7636). Between
 * the two requests the browser keeps one random secret; state, nonce and code verifier are derived from it, so that any
 * gateway can go on and none has to remember anybody.
 */
public final class OidcSignIn {

    /** Where the provider sends the browser back to. */
    public static final String CALLBACK = "/sign-in/oidc/callback";

    private static final Duration SIGN_IN_WITHIN = Duration.ofMinutes(10);
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private final Base64StringKeyGenerator random = new Base64StringKeyGenerator(BASE64_URL, 32);
    private final Optional<OidcProvider> provider;
    private final OrderClient orders;
    private final Nonces nonces;
    private final StaffSessions sessions;
    private final SessionCookie cookie;
    private final boolean secure;
    private final Hmac keys;
    private final Clock clock;

    public OidcSignIn(
            StaffSignInSettings staff,
            SessionSettings settings,
            OrderClient orders,
            Nonces nonces,
            StaffSessions sessions,
            SessionCookie cookie,
            Clock clock) {
        this.provider = Optional.of(staff.oidc()).filter(Oidc::isConfigured).map(OidcProvider::new);
        this.orders = orders;
        this.nonces = nonces;
        this.sessions = sessions;
        this.cookie = cookie;
        this.secure = settings.secure();
        this.keys = settings.hmac("oidc");
        this.clock = clock;
    }

    public boolean isConfigured() {
        return provider.isPresent();
    }

    /** The provider's page to go to; empty when it does not answer. */
    public Mono<URI> begin(ServerWebExchange exchange) {
        var secret = clock.instant().plus(SIGN_IN_WITHIN).getEpochSecond() + "." + random.generateKey();
        return Mono.justOrEmpty(provider)
                .flatMap(OidcProvider::registration)
                .map(registration ->
                        URI.create(request(registration, secret, exchange).getAuthorizationRequestUri()))
                .doOnNext(_ -> exchange.getResponse().addCookie(cookie.cookie(cookieName(), secret, SIGN_IN_WITHIN)))
                .onErrorResume(OidcException.class, _ -> Mono.empty());
    }

    /** What the provider sent the browser back with. A session's cookie is set if all is well. */
    public Mono<OidcResult> complete(ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie.cookie(cookieName(), "", Duration.ZERO));
        return Mono.justOrEmpty(begun(exchange))
                .filterWhen(secret -> nonces.use(derived("state", secret), expiry(secret)))
                .flatMap(secret -> answered(secret, exchange))
                .defaultIfEmpty(new Failed(OidcFailure.NOT_BEGUN));
    }

    /** The secret of the sign-in that the answer is to, if this browser has begun it, and not too long ago. */
    private Optional<String> begun(ServerWebExchange exchange) {
        var state = exchange.getRequest().getQueryParams().getFirst(OAuth2ParameterNames.STATE);
        return SessionCookie.value(cookieName(), exchange)
                .filter(secret -> state != null
                        && MessageDigest.isEqual(derived("state", secret).getBytes(UTF_8), state.getBytes(UTF_8)))
                .filter(secret -> expiry(secret).isAfter(clock.instant()));
    }

    private Mono<OidcResult> answered(String secret, ServerWebExchange exchange) {
        var parameters = exchange.getRequest().getQueryParams();
        var code = parameters.getFirst(OAuth2ParameterNames.CODE);
        if (code == null || code.isBlank()) {
            var denied = OAuth2ErrorCodes.ACCESS_DENIED.equals(parameters.getFirst(OAuth2ParameterNames.ERROR));
            return Mono.just(new Failed(denied ? OidcFailure.DENIED : OidcFailure.REJECTED));
        }
        return Mono.justOrEmpty(provider)
                .flatMap(asked -> asked.user(registration -> new OAuth2AuthorizationExchange(
                        request(registration, secret, exchange), response(secret, code, exchange))))
                .flatMap(user -> signedIn(user, exchange))
                .onErrorResume(OidcException.class, refused -> Mono.just(new Failed(refused.failure())));
    }

    /** As whoever the shop configured the address for, in whatever spelling: the order service has the one form of it. */
    private Mono<OidcResult> signedIn(OidcUser user, ServerWebExchange exchange) {
        var email = user.getEmail();
        if (email == null || !Boolean.TRUE.equals(user.getEmailVerified())) {
            return Mono.just(new Failed(OidcFailure.EMAIL_UNVERIFIED));
        }
        return orders.person(new ContactRequest(email))
                .onErrorResume(
                        ProblemException.class,
                        refused -> refused.is(Problem.CONTACT_UNREADABLE) ? Mono.empty() : Mono.error(refused))
                .flatMap(person -> sessions.begin(person, exchange))
                .<OidcResult>map(SignedIn::new)
                .defaultIfEmpty(new Failed(OidcFailure.NOT_STAFF));
    }

    /** The request of the sign-in of {@code secret}: the same when it is answered as when it was made. */
    private OAuth2AuthorizationRequest request(
            ClientRegistration registration, String secret, ServerWebExchange exchange) {
        var nonce = derived("nonce", secret);
        var verifier = derived("verifier", secret);
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(Objects.requireNonNull(
                        registration.getProviderDetails().getAuthorizationUri(), "what the library found"))
                .clientId(registration.getClientId())
                .redirectUri(callback(exchange))
                .scopes(registration.getScopes())
                .state(derived("state", secret))
                .attributes(Map.of(OidcParameterNames.NONCE, nonce, PkceParameterNames.CODE_VERIFIER, verifier))
                .additionalParameters(Map.of(
                        OidcParameterNames.NONCE,
                        sha256(nonce),
                        PkceParameterNames.CODE_CHALLENGE,
                        sha256(verifier),
                        PkceParameterNames.CODE_CHALLENGE_METHOD,
                        "S256"))
                .build();
    }

    private OAuth2AuthorizationResponse response(String secret, String code, ServerWebExchange exchange) {
        return OAuth2AuthorizationResponse.success(code)
                .redirectUri(callback(exchange))
                .state(derived("state", secret))
                .build();
    }

    /** By the host that the browser asked for. A wrong one leads nowhere: the provider knows our addresses. */
    private String callback(ServerWebExchange exchange) {
        return UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                .scheme(secure ? "https" : "http")
                .replacePath(CALLBACK)
                .replaceQuery(null)
                .toUriString();
    }

    private String derived(String purpose, String secret) {
        return keys.derive(purpose).base64Url(secret);
    }

    /** Whoever writes another moment into the secret has another state. */
    private static Instant expiry(String secret) {
        return Instant.ofEpochSecond(Long.parseLong(secret.substring(0, secret.indexOf('.'))));
    }

    private static String sha256(String text) {
        return BASE64_URL.encodeToString(Digests.sha256(text.getBytes(US_ASCII)));
    }

    private String cookieName() {
        return cookie.name() + "-oidc";
    }
}
