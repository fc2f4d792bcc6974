package dev.waymark.gateway;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.ApiKeySecurityContextRepository;
import dev.waymark.gateway.access.ApiKeys;
import dev.waymark.gateway.access.FormTokenRepository;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.access.SessionSecurityContextRepository;
import dev.waymark.gateway.pages.ReturnAddress;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StaticServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
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

    /** What our pages never ask a browser for. */
    private static final String PERMISSIONS =
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()";

    private static final Map<String, String> FIXED = Map.of(
            "Content-Security-Policy", CONTENT,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", PERMISSIONS,
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-Robots-Tag", "noindex, nofollow");

    /** Another host of our own domain as well: it may be a blog. (W3C Fetch Metadata, section 2.2) */
    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Access[] BY_KEY = {Access.SHOP_READ, Access.SHOP_WRITE, Access.SHOP_REVOKE, Access.SHOP_TEST};

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

    /**
     * The signature protects these, and every microsecond here is paid at each scan of a parcel. By whatever method: which ones
     * an address has, only the service that knows its courier can say.
     */
    @Bean
    @Order(100)
    SecurityWebFilterChain courierChain() {
        return withoutFilters(new OrServerWebExchangeMatcher(Routes.of(Access.COURIER).stream()
                .map(Route::pattern)
                .distinct()
                .<ServerWebExchangeMatcher>map(PathPatternParserServerWebExchangeMatcher::new)
                .toList()));
    }

    private static SecurityWebFilterChain withoutFilters(ServerWebExchangeMatcher matcher) {
        WebFilter none = (exchange, chain) -> chain.filter(exchange);
        return new MatcherSecurityWebFilterChain(matcher, List.of(none));
    }

    /** Which methods an address has is no secret. */
    @Bean
    @Order(105)
    SecurityWebFilterChain optionsChain() {
        WebFilter options = (exchange, _) -> allowed(exchange);
        return new MatcherSecurityWebFilterChain(
                ServerWebExchangeMatchers.pathMatchers(HttpMethod.OPTIONS, "/**"), List.of(options));
    }

    private static Mono<Void> allowed(ServerWebExchange exchange) {
        var methods = Routes.methodsAt(exchange.getRequest());
        if (methods.isEmpty()) {
            return refused(Problem.NOT_FOUND);
        }
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        exchange.getResponse().getHeaders().setAllow(methods);
        return exchange.getResponse().setComplete();
    }

    @Bean
    @Order(110)
    SecurityWebFilterChain shopChain(ServerHttpSecurity http, ApiKeys keys, ServerHttpHeadersWriter headers) {
        return bare(http, headers)
                .securityMatcher(matching(BY_KEY))
                .securityContextRepository(new ApiKeySecurityContextRepository(keys))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .authorizeExchange(GatewaySecurity::shop)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (exchange, e) -> Mono.error(unauthenticated("Bearer")))
                        .accessDeniedHandler((exchange, e) -> refused(Problem.FORBIDDEN)))
                .build();
    }

    @Bean
    @Order(120)
    SecurityWebFilterChain visitorChain(
            ServerHttpSecurity http,
            SessionSecurityContextRepository sessions,
            FormTokenRepository formTokens,
            SessionCookie cookie,
            ServerHttpHeadersWriter headers) {
        return bare(http, headers)
                .securityContextRepository(sessions)
                .csrf(csrf -> csrf.csrfTokenRepository(formTokens)
                        .requireCsrfProtectionMatcher(matching(Routes.withFormToken()))
                        .accessDeniedHandler((exchange, e) -> refused(Problem.CSRF_REFUSED)))
                .addFilterBefore(
                        (exchange, chain) -> isFromElsewhere(exchange, cookie)
                                ? refused(Problem.CSRF_REFUSED)
                                : chain.filter(exchange),
                        SecurityWebFiltersOrder.CSRF)
                .authorizeExchange(GatewaySecurity::visitors)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (exchange, e) -> refused(exchange, ReturnAddress.signIn(exchange), signInFirst(cookie)))
                        .accessDeniedHandler((exchange, e) -> denied(exchange)))
                .build();
    }

    /**
     * Whether the page of another site acts by the API in the name of whoever's cookie its browser adds. A program and an old
     * browser do not say where they come from; a form of ours shows a secret, and one of others may look for an order.
     */
    private static boolean isFromElsewhere(ServerWebExchange exchange, SessionCookie cookie) {
        var request = exchange.getRequest();
        return Routes.isApi(request)
                && !READING.contains(request.getMethod())
                && request.getHeaders().getOrEmpty("Sec-Fetch-Site").stream().anyMatch(ELSEWHERE::contains)
                && cookie.isFromCookie(exchange);
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
                .access((visitor, request) -> Mono.error(noRoute(request.getExchange())));
    }

    private static ProblemException noRoute(ServerWebExchange exchange) {
        var methods = Routes.methodsAt(exchange.getRequest());
        if (methods.isEmpty()) {
            return ProblemException.of(Problem.NOT_FOUND);
        }
        var allow = new HttpHeaders();
        allow.setAllow(methods);
        return ProblemException.of(Problem.METHOD_NOT_ALLOWED).with(allow);
    }

    private static ServerHttpSecurity bare(ServerHttpSecurity http, ServerHttpHeadersWriter headers) {
        return http.logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .addFilterAt(new HttpHeaderWriterWebFilter(headers), SecurityWebFiltersOrder.HTTP_HEADERS_WRITER);
    }

    /** On every answer, refusals included. */
    @Bean
    ServerHttpHeadersWriter securityHeaders(ClientAddresses addresses) {
        var writers = new ArrayList<ServerHttpHeadersWriter>();
        // One for each: a writer of several writes none when the service behind us has sent one of them.
        FIXED.forEach((name, value) -> writers.add(
                StaticServerHttpHeadersWriter.builder().header(name, value).build()));
        writers.add(new CacheControlServerHttpHeadersWriter());
        writers.add(exchange -> transportSecurity(addresses, exchange));
        return new CompositeServerHttpHeadersWriter(writers);
    }

    /** Only where the browser came by https: over plain HTTP it may not be sent. (RFC 6797, section 7.2) */
    private static Mono<Void> transportSecurity(ClientAddresses addresses, ServerWebExchange exchange) {
        if (addresses.isSecure(exchange.getRequest())) {
            exchange.getResponse().getHeaders().set("Strict-Transport-Security", "max-age=31536000");
        }
        return Mono.empty();
    }

    private static Mono<Void> denied(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .cast(Authentication.class)
                .map(Authentication::getPrincipal)
                .ofType(SessionPrincipal.class)
                .filter(SessionPrincipal::secondFactorDue)
                .hasElement()
                .flatMap(due -> due
                        ? refused(
                                exchange, "/sign-in/second-factor", ProblemException.of(Problem.SECOND_FACTOR_REQUIRED))
                        : refused(Problem.FORBIDDEN));
    }

    /** A person who came for a page is led to {@code page}; a program is told. */
    private static Mono<Void> refused(ServerWebExchange exchange, String page, ProblemException problem) {
        if (!Routes.isPageRequest(exchange.getRequest())) {
            return Mono.error(problem);
        }
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SEE_OTHER);
        response.getHeaders().set(HttpHeaders.LOCATION, page);
        return response.setComplete();
    }

    private static ProblemException signInFirst(SessionCookie cookie) {
        return unauthenticated("Bearer, Cookie realm=\"Waymark\", form-action=\"/sign-in\", cookie-name=\"%s\""
                .formatted(cookie.name()));
    }

    private static ProblemException unauthenticated(String challenge) {
        return ProblemException.of(Problem.UNAUTHENTICATED).with(HttpHeaders.WWW_AUTHENTICATE, challenge);
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
