package dev.waymark.gateway.pages;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Problem;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.FailedMessages;
import dev.waymark.contract.view.LiftRequest;
import dev.waymark.contract.view.LiftedAddress;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.contract.view.RedrivenMessages;
import dev.waymark.contract.view.RequestedMessage;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.contract.view.UndeliverableAddress;
import dev.waymark.gateway.audit.AuditRecorder;
import dev.waymark.gateway.audit.AuditRecords;
import dev.waymark.gateway.audit.AuditSearch;
import dev.waymark.gateway.audit.AuditSettings;
import dev.waymark.gateway.clients.CourierAdminClient;
import dev.waymark.gateway.clients.DeadLetterClient;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.guest.LookupProof;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.gateway.messages.OrderMessages;
import dev.waymark.gateway.oidc.OidcSignIn;
import dev.waymark.gateway.pages.account.AccountPageController;
import dev.waymark.gateway.pages.audit.AuditPageController;
import dev.waymark.gateway.pages.deadletters.DeadLetterPageController;
import dev.waymark.gateway.pages.find.FindPageController;
import dev.waymark.gateway.pages.guest.GuestPageController;
import dev.waymark.gateway.pages.myorders.MyOrdersPageController;
import dev.waymark.gateway.pages.quarantine.QuarantinePageController;
import dev.waymark.gateway.pages.signin.OidcPageController;
import dev.waymark.gateway.pages.signin.SecondFactorPageController;
import dev.waymark.gateway.pages.signin.SignInPageController;
import dev.waymark.gateway.pages.support.FailedMessagesPageController;
import dev.waymark.gateway.pages.support.SupportPageController;
import dev.waymark.gateway.secondfactor.SecondFactors;
import dev.waymark.gateway.secondfactor.StaffSecondFactor;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionAdministration;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.gateway.signin.Sessions;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.gateway.signin.StaffSessions;
import dev.waymark.gateway.signin.StaffSettings;
import dev.waymark.gateway.signin.StaffSignInSettings;
import dev.waymark.gateway.signin.StaffSignInSettings.SecondFactorPolicy;
import dev.waymark.gateway.signin.SupportStaff;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProxySettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The pages with invented orders behind them: run its {@code main} and open {@code /t/moved}, or {@code /t/} and another
 * name of {@link SampleOrders}; {@code /orders}, {@code /support}. The order at {@code /t/changing} moves when told to. Not a {@code @Configuration}: the gateway's own tests
 * scan these packages, and would find its beans beside the real ones.
 */
@EnableWebFluxSecurity
@ImportAutoConfiguration({
    HttpHandlerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    NettyReactiveWebServerAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
@EnableConfigurationProperties(ShopSettings.class)
@Import({
    Assets.class,
    AssetsController.class,
    DeadLetterPageController.class,
    ErrorPage.Factory.class,
    AccountPageController.class,
    AuditPageController.class,
    FailedMessagesPageController.class,
    FindPageController.class,
    GuestPageController.class,
    LanguageResolver.class,
    MyOrdersPageController.class,
    OidcPageController.class,
    OrderMessages.class,
    PageRenderer.class,
    QuarantinePageController.class,
    SecondFactorPageController.class,
    SignInPageController.class,
    SupportPageController.class
})
public class PagesPreview {

    private static final Logger LOG = LoggerFactory.getLogger(PagesPreview.class);
    private static final ServerSentEvent<String> HELLO =
            ServerSentEvent.<String>builder().comment("hello").build();

    public static void main(String[] args) {
        application().properties("server.port=8080").run(args);
    }

    static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(PagesPreview.class)
                .web(WebApplicationType.REACTIVE)
                .properties(Map.of(
                        "server.port", "0",
                        "spring.config.name", "none",
                        "spring.thymeleaf.prefix", "classpath:/gateway/templates/",
                        "waymark.gateway.shop.names.en", "Lavka",
                        "waymark.gateway.shop.help", "mailto:help@lavka.example"));
    }

    @Bean
    Clock clock() {
        return Clock.fixed(SampleOrders.NOW, ZoneOffset.UTC);
    }

    @Bean
    ServerSecurityContextRepository visitors() {
        return new Visitors();
    }

    /** The gateway's own policy: a page that breaks it breaks here too. */
    @Bean
    SecurityWebFilterChain chain(ServerHttpSecurity http, ServerSecurityContextRepository visitors) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(visitors)
                .headers(
                        headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                                                + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")))
                .authorizeExchange(all -> all.anyExchange().permitAll())
                .build();
    }

    /** Stands in for the gateway's handler of problems. */
    @Bean
    @Order(-2)
    WebExceptionHandler problems(ErrorPage.Factory pages, ServerCodecConfigurer codecs, List<ViewResolver> views) {
        return (exchange, failure) -> {
            var problem = failure instanceof ProblemException refused ? refused.problem() : Problem.INTERNAL_ERROR;
            if (problem == Problem.INTERNAL_ERROR) {
                LOG.error("failed: {}", exchange.getRequest().getPath(), failure);
            }
            var strategies = HandlerStrategies.builder();
            views.forEach(strategies::viewResolver);
            var built = strategies.build();
            return pages.model(problem, "0af7651916cd43dd", exchange)
                    .flatMap(model -> ServerResponse.status(problem.status()).render("error", model))
                    .flatMap(answer -> answer.writeTo(exchange, new ServerResponse.Context() {
                        @Override
                        public List<org.springframework.http.codec.HttpMessageWriter<?>> messageWriters() {
                            return built.messageWriters();
                        }

                        @Override
                        public List<ViewResolver> viewResolvers() {
                            return built.viewResolvers();
                        }
                    }));
        };
    }

    @Bean
    SessionSettings sessions() {
        var week = Duration.ofDays(7);
        return new SessionSettings("A".repeat(43) + "=", false, week, week, week, week, week, 5);
    }

    @Bean
    StaffSettings staffSettings() {
        return new StaffSettings(
                List.of(new StaffSettings.Operator("maria@lavka.example", SessionPrincipal.Role.SUPPORT)));
    }

    @Bean
    SupportStaff staff(StaffSettings staff, SessionSettings settings) {
        return new SupportStaff(staff, settings);
    }

    /** With a provider that never answers. */
    @Bean
    StaffSignInSettings staffSignIn() {
        return new StaffSignInSettings(
                SecondFactorPolicy.REQUIRED, null, new StaffSignInSettings.Oidc("http://127.0.0.1:1", "id", "secret"));
    }

    @Bean
    ActiveSessions activeSessions(SessionSettings settings, SupportStaff staff, StaffSignInSettings signIn) {
        return new ActiveSessions(new SampleSessions(), settings, staff, signIn, Clock.systemUTC());
    }

    @Bean
    StaffSessions staffSessions(ActiveSessions sessions, SessionSettings settings, SupportStaff staff) {
        var meters = new SimpleMeterRegistry();
        return new StaffSessions(
                sessions,
                new SessionCookie(settings),
                staff,
                new AuditRecorder(
                        _ -> CompletableFuture.completedFuture(null),
                        new AuditSettings(Duration.ofSeconds(2), Duration.ofDays(365)),
                        Clock.systemUTC(),
                        meters),
                new ClientAddresses(new ProxySettings(List.of()), meters));
    }

    @Bean
    OidcSignIn oidcSignIn(
            StaffSignInSettings signIn, SessionSettings settings, OrderClient orders, StaffSessions sessions) {
        return new OidcSignIn(
                signIn,
                settings,
                orders,
                (_, _) -> Mono.just(true),
                sessions,
                new SessionCookie(settings),
                Clock.systemUTC());
    }

    private static final AttemptLimiter UNLIMITED = new AttemptLimiter() {
        @Override
        public Mono<Void> count(AttemptLimit limit, String subject) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> release(AttemptLimit limit, String subject) {
            return Mono.empty();
        }
    };

    @Bean
    StaffSecondFactor secondFactor(
            SessionAdministration administration, StaffSignInSettings signIn, SessionSettings settings) {
        return new StaffSecondFactor(
                new SampleSecondFactors(), UNLIMITED, administration, signIn, settings, Clock.systemUTC());
    }

    /** Shown once, in answer to a code that only an app knows. */
    @Bean
    RouterFunction<ServerResponse> recoveryCodes(PageRenderer renderer) {
        return RouterFunctions.route()
                .GET("/recovery-codes", request -> {
                    var language = renderer.language(request.exchange());
                    var codes = IntStream.range(0, 10)
                            .mapToObj("abcd%d-efghj"::formatted)
                            .toList();
                    return renderer.layout(language, "", Mono.empty())
                            .flatMap(layout -> ServerResponse.ok()
                                    .render(
                                            "recovery-codes",
                                            Map.of(
                                                    "layout",
                                                    layout,
                                                    "messages",
                                                    renderer.messages(language),
                                                    "codes",
                                                    codes)));
                })
                .build();
    }

    @Bean
    AuditSearch auditSearch(OrderClient orders) {
        return new AuditSearch(new SampleAudit(), orders);
    }

    @Bean
    SessionAdministration sessionAdministration(OrderClient orders, ActiveSessions sessions) {
        return new SessionAdministration(orders, sessions);
    }

    @Bean
    Changing changing() {
        return new Changing();
    }

    /** In place of the gateway's streams; what does not change is never answered, the worst a page can meet. */
    @Bean
    RouterFunction<ServerResponse> events(Changing changing) {
        return RouterFunctions.route()
                .GET(
                        "/{door}/{order}/events",
                        request -> ServerResponse.ok()
                                .body(BodyInserters.fromServerSentEvents(
                                        request.pathVariable("order").equals("changing")
                                                ? changing.events()
                                                : Flux.<ServerSentEvent<String>>never())))
                .build();
    }

    @Bean
    LookupProof lookupProof(SessionSettings settings, Clock clock) {
        return new LookupProof(new SessionCookie(settings), settings, clock);
    }

    @Bean
    GuestAccess guestAccess(Changing changing) {
        return new GuestAccess() {
            @Override
            public Mono<OpenedLink> open(String token, boolean matched, ServerHttpRequest request) {
                if (token.equals("changing")) {
                    return Mono.just(link(changing.now()));
                }
                if (token.equals("expired") || token.equals("asked-too-often")) {
                    return Mono.error(ProblemException.of(Problem.LINK_EXPIRED));
                }
                var order = SampleOrders.all().get(token);
                return order == null ? Mono.error(ProblemException.of(Problem.LINK_UNKNOWN)) : Mono.just(link(order));
            }

            private static OpenedLink link(OrderView order) {
                var view = SampleOrders.forGuest(order);
                return new OpenedLink(order.orderId(), view, Objects.requireNonNull(view.linkUntil()));
            }

            @Override
            public Mono<Void> renew(String token, ServerHttpRequest request) {
                return token.equals("asked-too-often")
                        ? Mono.error(ProblemException.retryAfter(Problem.TOO_MANY_TRIES, Duration.ofMinutes(40)))
                        : Mono.empty();
            }

            @Override
            public Mono<OrderLookup> find(String number, String contact, ServerHttpRequest request) {
                return switch (number) {
                    case "10042" ->
                        Mono.just(new OrderLookup(SampleOrders.moved().orderId(), "moved"));
                    case "777" ->
                        Mono.error(ProblemException.retryAfter(Problem.TOO_MANY_TRIES, Duration.ofMinutes(4)));
                    default -> Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN));
                };
            }
        };
    }

    @Bean
    OrderClient orderQueries() {
        return new Orders();
    }

    @Bean
    DeadLetterClient deadLetters() {
        return new SampleDeadLetters();
    }

    @Bean
    NotificationClient messages() {
        return new Messages();
    }

    @Bean
    CourierAdminClient courierDesk() {
        return new SampleQuarantine();
    }

    @Bean
    SignIn signIn() {
        return new SignIn() {
            @Override
            public Mono<Void> requestCode(String contact, Locale language, ServerWebExchange exchange) {
                return contact.contains("@")
                        ? Mono.empty()
                        : Mono.error(ProblemException.of(Problem.CONTACT_UNREADABLE));
            }

            @Override
            public Mono<SessionPrincipal> enter(String code, ServerWebExchange exchange) {
                return Mono.empty();
            }

            @Override
            public Mono<Void> out(ServerWebExchange exchange) {
                return Mono.empty();
            }
        };
    }

    /** An order in transit that is out for delivery once it has moved. */
    static final class Changing {

        private final Sinks.Many<Long> versions = Sinks.many().multicast().directBestEffort();
        private volatile OrderView now = SampleOrders.moved();

        OrderView now() {
            return now;
        }

        void move() {
            now = SampleOrders.newerThan(now, SampleOrders.outForDelivery());
            versions.tryEmitNext(now.version()).orThrow();
        }

        boolean isWatched() {
            return versions.currentSubscriberCount() > 0;
        }

        private Flux<ServerSentEvent<String>> events() {
            return versions.asFlux()
                    .map(version -> ServerSentEvent.builder("{\"version\":" + version + "}")
                            .id(String.valueOf(version))
                            .event("order")
                            .build())
                    .startWith(HELLO);
        }
    }

    /** One of each kind. */
    private static final class SampleAudit implements AuditRecords {

        @Override
        public Mono<Void> save(List<AuditEvent> events) {
            return Mono.empty();
        }

        @Override
        public Mono<AuditPage> find(AuditFilter filter, String cursor, int limit) {
            var order = SampleOrders.moved().orderId();
            return Flux.just(AuditEvent.Kind.values())
                    .filter(kind -> filter.kind() == null || filter.kind() == kind)
                    .map(kind -> new AuditRecord(
                            kind.name(),
                            Instant.now(),
                            kind,
                            AuditEvent.Actor.Role.SUPPORT,
                            "maria@lavka.example",
                            "192.0.2.1",
                            List.of(order),
                            "cdek"))
                    .collectList()
                    .map(records -> new AuditPage(records, "next"));
        }
    }

    /** Three of everybody. */
    private static final class SampleSessions implements Sessions {

        @Override
        public Mono<Void> begin(Session session) {
            return Mono.empty();
        }

        @Override
        public Mono<Session> find(String id) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> prolong(String id, Instant usedAt, Instant expiresAt) {
            return Mono.empty();
        }

        @Override
        public Flux<Session> of(String personRef) {
            var now = Instant.now();
            return Flux.just("s", "other", "oldest")
                    .index((days, id) -> new Session(
                            id,
                            personRef,
                            "a···@example.com",
                            null,
                            null,
                            false,
                            now.minus(Duration.ofDays(days + 1)),
                            now.minus(Duration.ofDays(days)),
                            now.plus(Duration.ofDays(1))));
        }

        @Override
        public Mono<Boolean> end(String personRef, String id) {
            return Mono.just(true);
        }

        @Override
        public Mono<Long> endAll(String personRef) {
            return Mono.just(3L);
        }
    }

    /** Whoever is called so has one. */
    private static final class SampleSecondFactors implements SecondFactors {

        @Override
        public Mono<Enrollment> find(String personRef) {
            return personRef.equals("enrolled")
                    ? Mono.just(new Enrollment(personRef, "", 0, List.of(), Instant.EPOCH))
                    : Mono.empty();
        }

        @Override
        public Mono<Boolean> add(Enrollment enrollment) {
            return Mono.just(false);
        }

        @Override
        public Mono<Boolean> useStep(String personRef, long step) {
            return Mono.just(false);
        }

        @Override
        public Mono<Boolean> useRecoveryCode(String personRef, String hash) {
            return Mono.just(false);
        }

        @Override
        public Mono<Void> remove(String personRef) {
            return Mono.empty();
        }
    }

    /** Whoever opens a page of the orders or of the desk is signed in for it. */
    private static final class Visitors implements ServerSecurityContextRepository {

        @Override
        public Mono<Void> save(ServerWebExchange exchange, SecurityContext context) {
            return Mono.empty();
        }

        @Override
        public Mono<SecurityContext> load(ServerWebExchange exchange) {
            var path = exchange.getRequest().getPath().value();
            if (path.equals("/sign-in/second-factor")) {
                var known = exchange.getRequest().getQueryParams().containsKey("enrolled");
                return Mono.just(context(
                        new SessionPrincipal(
                                "s",
                                known ? "enrolled" : "p",
                                null,
                                SessionPrincipal.Role.SUPPORT,
                                "m···@lavka.example",
                                Instant.EPOCH,
                                true),
                        "CUSTOMER"));
            }
            var role = path.startsWith("/support") ? SessionPrincipal.Role.SUPPORT : SessionPrincipal.Role.CUSTOMER;
            if (!path.startsWith("/orders") && !path.startsWith("/account") && role == SessionPrincipal.Role.CUSTOMER) {
                return Mono.empty();
            }
            var principal = new SessionPrincipal(
                    "s",
                    path.equals("/orders") && isEmpty(exchange) ? "nobody" : "p",
                    null,
                    role,
                    "a···@example.com",
                    Instant.EPOCH,
                    false);
            return Mono.just(context(principal, role.name(), "ADMINISTRATOR"));
        }

        private static SecurityContext context(SessionPrincipal principal, String... roles) {
            var held = Stream.of(roles)
                    .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                    .toList();
            return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(principal, null, held));
        }

        private static boolean isEmpty(ServerWebExchange exchange) {
            return exchange.getRequest().getQueryParams().containsKey("empty");
        }
    }

    private static final class Orders implements OrderClient {

        @Override
        public Mono<OpenedLink> open(LinkRequest link) {
            return Mono.error(ProblemException.of(Problem.LINK_UNKNOWN));
        }

        @Override
        public Mono<OrderLookup> lookup(LookupRequest wanted) {
            return Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN));
        }

        @Override
        public Mono<dev.waymark.contract.view.OrderPage> myOrders(
                String personRef, String otherRef, Map<String, String> filter, String cursor, int limit) {
            if (personRef.equals("nobody") || "nothing".equals(filter.get("query"))) {
                return Mono.just(new dev.waymark.contract.view.OrderPage(List.of(), null, null));
            }
            var all = SampleOrders.all();
            var number = new int[] {10042};
            var orders = List.of(
                            "ready",
                            "customs-action",
                            "out-for-delivery",
                            "moved",
                            "exception",
                            "placed",
                            "split",
                            "delivered",
                            "returned")
                    .stream()
                    .map(state ->
                            SampleOrders.numbered(Objects.requireNonNull(all.get(state)), String.valueOf(number[0]++)))
                    .toList();
            return Mono.just(new dev.waymark.contract.view.OrderPage(orders, "c-2", null));
        }

        @Override
        public Mono<OrderView> myOrder(String personRef, String otherRef, String number) {
            var order = SampleOrders.all().get(number);
            return order == null ? Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN)) : Mono.just(order);
        }

        @Override
        public Mono<SearchResult> search(SearchRequest wanted) {
            var query = wanted.query();
            if (query.equals("nobody")) {
                return Mono.just(new SearchResult(
                        List.of(new SearchResult.SearchedAs(SearchResult.MatchedBy.NAME, "nobody")),
                        List.of(),
                        List.of()));
            }
            if (query.equals("10043")) {
                return Mono.just(new SearchResult(
                        List.of(new SearchResult.SearchedAs(SearchResult.MatchedBy.ORDER_NUMBER, query)),
                        List.of(),
                        List.of(new SearchResult.SimilarOrder(
                                "10042",
                                hit(
                                        "10042",
                                        CustomerStatus.READY_FOR_PICKUP,
                                        true,
                                        SearchResult.MatchedBy.ORDER_NUMBER)))));
            }
            return Mono.just(new SearchResult(
                    List.of(
                            new SearchResult.SearchedAs(SearchResult.MatchedBy.PHONE, "+7916123"),
                            new SearchResult.SearchedAs(SearchResult.MatchedBy.ORDER_NUMBER, query)),
                    List.of(
                            hit("10042", CustomerStatus.READY_FOR_PICKUP, true, SearchResult.MatchedBy.PHONE),
                            hit("10057", CustomerStatus.OUT_FOR_DELIVERY, false, SearchResult.MatchedBy.PHONE),
                            hit("9951", CustomerStatus.RETURNED, false, SearchResult.MatchedBy.ORDER_NUMBER)),
                    List.of()));
        }

        private static SearchResult.Hit hit(
                String number, CustomerStatus status, boolean needsYou, SearchResult.MatchedBy matched) {
            return new SearchResult.Hit(
                    number,
                    SampleOrders.NOW,
                    matched,
                    "Анна П.",
                    new OrderView.Summary(status, 0, 0, 0, 1, needsYou, Presentation.of(status)));
        }

        @Override
        public Mono<OrderView> supportOrder(String number) {
            var order = SampleOrders.all().get(number);
            return order == null
                    ? Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN))
                    : Mono.just(SampleOrders.forSupport(order));
        }

        @Override
        public Mono<RevokedLinks> revokeLinks(String number, String key, Map<String, String> nothing) {
            return Mono.error(ProblemException.of(Problem.ORDER_UNKNOWN));
        }

        @Override
        public Mono<ResolvedPerson> person(ContactRequest contact) {
            return contact.contact().contains("@")
                    ? Mono.just(new ResolvedPerson(contact.contact(), Channel.EMAIL, contact.contact(), true))
                    : Mono.error(ProblemException.of(Problem.CONTACT_UNREADABLE));
        }
    }

    private static final class Messages implements NotificationClient {

        @Override
        public Mono<SentMessages> messages(String orderId) {
            return Mono.just(new SentMessages(
                    List.of(
                            message("delivered", SentMessage.Outcome.FAILED, "smtp-rcpt-5.1", 2),
                            message("out_for_delivery", SentMessage.Outcome.NOT_SENT, "STALE_EVENT", 4),
                            message("ready_for_pickup", SentMessage.Outcome.SENT, null, 3),
                            message("accepted", SentMessage.Outcome.SENT, null, 75),
                            message("placed", SentMessage.Outcome.SENT, null, 143)),
                    List.of(new UndeliverableAddress(
                            Channel.EMAIL,
                            "a···@e···",
                            "smtp-rcpt-5.1",
                            SampleOrders.NOW.minus(Duration.ofHours(2))))));
        }

        @Override
        public Mono<FailedMessages> failed(String since) {
            return Mono.just(new FailedMessages(
                    since.startsWith("20")
                            ? List.of(
                                    new FailedMessages.ReasonCount("smtp-rcpt-5.1", 12, 0),
                                    new FailedMessages.ReasonCount("smpp-submit-silence", 0, 3))
                            : List.of()));
        }

        @Override
        public Mono<RedrivenMessages> redrive(MessageSelection messages) {
            return Mono.just(new RedrivenMessages(12));
        }

        @Override
        public Mono<LiftedAddress> lift(String orderId, LiftRequest request) {
            return Mono.just(new LiftedAddress(true));
        }

        private static SentMessage message(String kind, SentMessage.Outcome outcome, String reason, int hours) {
            var at = SampleOrders.NOW.minus(Duration.ofHours(hours)).plusSeconds(180);
            return new SentMessage(
                    kind + outcome,
                    kind,
                    kind.equals("ready_for_pickup") ? Channel.SMS : Channel.EMAIL,
                    "cdek:" + SampleOrders.NUMBER,
                    at,
                    outcome,
                    reason,
                    outcome == SentMessage.Outcome.SENT ? "a···@example.com" : null,
                    outcome == SentMessage.Outcome.SENT ? at : null,
                    kind.equals("ready_for_pickup") ? 1 : null);
        }

        @Override
        public Mono<RequestedMessage> sendCode(CodeRequest code) {
            return Mono.empty();
        }

        @Override
        public Mono<RequestedMessage> renewLink(LinkRequest link) {
            return Mono.empty();
        }
    }
}
