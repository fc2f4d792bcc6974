package dev.waymark.gateway;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.ApiKeySecurityContextRepository;
import dev.waymark.gateway.access.ApiKeys;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.access.SessionSecurityContextRepository;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.web.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Who may what, from the table of routes. The first chain that knows a path decides; the last one knows all. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class GatewaySecurity {

    /** Scripts and styles from files of ours only: what a courier writes into a status can never run. */
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Access[] BY_KEY = {Access.SHOP_READ, Access.SHOP_WRITE, Access.SHOP_TEST};

    /** Order numbers may hold a slash, so its escape must pass. */
    @Bean
    StrictServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        return firewall;
    }

    /** A span and a timer for each of a dozen filters would cost more than the filters. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Probes and scrapes knock on a port of their own, which no ingress leads to; on a shared port nobody is let in. */
    @Bean
    @Order(90)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityWebFilterChain managementChain() {
        return withoutFilters(EndpointRequest.to("health", "prometheus"));
    }

    /** The signature protects these, and every microsecond here is paid at each scan of a parcel. */
    @Bean
    @Order(100)
    SecurityWebFilterChain courierChain() {
        return withoutFilters(matching(Access.COURIER));
    }

    private static SecurityWebFilterChain withoutFilters(ServerWebExchangeMatcher matcher) {
        WebFilter none = (exchange, chain) -> chain.filter(exchange);
        return new MatcherSecurityWebFilterChain(matcher, List.of(none));
    }

    @Bean
    @Order(110)
    SecurityWebFilterChain shopChain(ServerHttpSecurity http, ApiKeys keys) {
        return bare(http)
                .securityMatcher(matching(BY_KEY))
                .securityContextRepository(new ApiKeySecurityContextRepository(keys))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(GatewaySecurity::shop)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((exchange, e) -> {
                            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            return refused(Problem.UNAUTHENTICATED);
                        })
                        .accessDeniedHandler((exchange, e) -> refused(Problem.FORBIDDEN)))
                .build();
    }

    @Bean
    @Order(120)
    SecurityWebFilterChain visitorChain(
            ServerHttpSecurity http, SessionSecurityContextRepository sessions, SessionSettings settings) {
        return bare(http)
                .securityContextRepository(sessions)
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens(settings))
                        .requireCsrfProtectionMatcher(matching(Routes.withFormToken()))
                        .accessDeniedHandler((exchange, e) -> refused(Problem.CSRF_REFUSED)))
                .authorizeExchange(GatewaySecurity::visitors)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (exchange, e) -> refused(exchange, "/sign-in", Problem.UNAUTHENTICATED))
                        .accessDeniedHandler((exchange, e) -> denied(exchange)))
                .build();
    }

    private static void shop(AuthorizeExchangeSpec routes) {
        for (var access : BY_KEY) {
            routes.matchers(matching(access)).hasAuthority("SCOPE_" + access.scope());
        }
        routes.anyExchange().denyAll();
    }

    private static void visitors(AuthorizeExchangeSpec routes) {
        routes.matchers(matching(Access.OPEN))
                .permitAll()
                .matchers(matching(Access.SIGNED_IN))
                .authenticated()
                .matchers(matching(Access.SUPPORT))
                .hasRole("SUPPORT")
                .matchers(matching(Access.ADMINISTRATOR))
                .hasRole("ADMINISTRATOR")
                // Whoever asks: what is not a route is not there.
                .anyExchange()
                .access((visitor, request) -> refused(Problem.NOT_FOUND));
    }

    private static ServerHttpSecurity bare(ServerHttpSecurity http) {
        return http.logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .writer(StaticServerHttpHeadersWriter.builder()
                                .header("X-Robots-Tag", "noindex, nofollow")
                                .header("Cross-Origin-Opener-Policy", "same-origin")
                                .build()));
    }

    /** The same secret in a cookie and in the form: another site can cause the first to be sent, but not read it. */
    private static CookieServerCsrfTokenRepository formTokens(SessionSettings settings) {
        var tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName(settings.secure() ? "__Host-waymark-form" : "waymark-form");
        tokens.setCookieCustomizer(cookie -> cookie.secure(settings.secure()).sameSite("Lax"));
        return tokens;
    }

    private static Mono<Void> denied(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .cast(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(SessionPrincipal.class)
                .filter(SessionPrincipal::secondFactorDue)
                .hasElement()
                .flatMap(due -> due
                        ? refused(exchange, "/sign-in/second-factor", Problem.SECOND_FACTOR_REQUIRED)
                        : refused(Problem.FORBIDDEN));
    }

    /** A person who came for a page is led to {@code page}; a program is told. */
    private static Mono<Void> refused(ServerWebExchange exchange, String page, Problem problem) {
        if (!Routes.isPageRequest(exchange.getRequest())) {
            return refused(problem);
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().set(HttpHeaders.LOCATION, page);
        return response.setComplete();
    }

    private static <T> Mono<T> refused(Problem problem) {
        return Mono.error(ProblemException.of(problem));
    }

    private static ServerWebExchangeMatcher matching(Access... access) {
        return matching(Routes.of(access));
    }

    private static ServerWebExchangeMatcher matching(List<Route> routes) {
        return new OrServerWebExchangeMatcher(
                routes.stream().flatMap(GatewaySecurity::matchers).toList());
    }

    /** Whoever may get a page may ask for its headers. */
    private static Stream<ServerWebExchangeMatcher> matchers(Route route) {
        var matcher = new PathPatternParserServerWebExchangeMatcher(route.pattern(), route.method());
        return route.method().equals(HttpMethod.GET)
                ? Stream.of(matcher, new PathPatternParserServerWebExchangeMatcher(route.pattern(), HttpMethod.HEAD))
                : Stream.of(matcher);
    }
}
