package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Problem;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SignIn;
import dev.waymark.platform.web.ProblemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WithStore
class SignInIT {

    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final String SESSION = "waymark";
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\d{6})\"");
    private static final Pattern REPEATED = Pattern.compile("\"code\":\"(\\d{8})\"");

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);
    private final SignIn signIn = gateway.context().getBean(SignIn.class);
    private final String contact = UUID.randomUUID() + "@customer.example";
    private final String personRef = UUID.randomUUID().toString();

    @Test
    void codeOpensOwnOrdersAndSignOutShutsThem() {
        orders.person(contact, personRef, "EMAIL", true);
        var number = Orders.number();
        orders.owned(personRef, number, 3, "DELIVERED");

        var attempt = ask();
        var session = session(attempt, code());

        assertThat(mine(session, number)).isEqualTo(200);
        var leaving = exchange(new HttpCookie(SESSION, session));
        signIn.out(leaving).block(ENOUGH);
        assertThat(mine(session, number)).isEqualTo(401);
        assertThat(leaving.getResponse().getCookies().getFirst(SESSION).getMaxAge())
                .isZero();
    }

    @Test
    void somebodyElsesOrderIsAsUnknownAsOneThatIsNot() {
        var number = Orders.number();
        orders.owned(personRef, number, 3, "DELIVERED");
        var stranger = gateway.signedIn("stranger-" + UUID.randomUUID(), SessionPrincipal.Role.CUSTOMER);
        gateway.services()
                .stubFor(get(urlPathMatching("/internal/people/stranger-.*"))
                        .willReturn(Orders.problem(404, "order-unknown")));

        assertThat(mine(stranger, number)).isEqualTo(404);
        assertThat(mine(stranger, Orders.number())).isEqualTo(404);
    }

    /** One contact is little proof: numbers are given away and used again. (issue 10, S8) */
    @Test
    void whoProvesASecondContactInTheSameBrowserHasProvedBothUntilOneSessionEnds() {
        var phone = "+7916" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        var phoneRef = UUID.randomUUID().toString();
        var number = Orders.number();
        var path = "/internal/people/" + phoneRef + "/orders/" + number;
        orders.person(contact, personRef, "EMAIL", true);
        orders.person(phone, phoneRef, "SMS", true);
        gateway.services()
                .stubFor(get(urlPathEqualTo(path))
                        .atPriority(9)
                        .willReturn(Orders.problem(403, "second-contact-required")));
        gateway.services()
                .stubFor(get(urlPathEqualTo(path))
                        .withQueryParam("otherRef", equalTo(personRef))
                        .willReturn(Orders.json(Orders.view(number, 3, "DELIVERED"))));

        var byMail = session(ask(), code());
        var byPhone = session(ask(phone), code(phone));
        var both = session(ask(phone), code(phone), new HttpCookie(SESSION, byMail));

        assertThat(mine(byPhone, number)).isEqualTo(403);
        for (var language : Map.of("en", "opens with both of its contacts", "ru", "по обоим контактам")
                .entrySet()) {
            var page = gateway.client()
                    .get()
                    .uri("/orders/{number}?lang={language}", number, language.getKey())
                    .cookie(SESSION, byPhone)
                    .header("Accept", "text/html")
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(page.replace('\u00a0', ' ')).contains(language.getValue());
        }
        assertThat(mine(both, number)).isEqualTo(200);

        gateway.context().getBean(ActiveSessions.class).endAll(personRef).block(ENOUGH);
        assertThat(mine(both, number)).isEqualTo(403);
    }

    @Test
    void contactNobodyKnowsGetsTheSameAnswerAndNoCode() {
        orders.person(contact, personRef, "EMAIL", false);

        var exchange = exchange();
        signIn.requestCode(contact, Locale.ENGLISH, exchange).block(ENOUGH);

        assertThat(exchange.getResponse().getCookies().getFirst("waymark-code").getValue())
                .isNotEmpty();
        assertThat(enter(exchange.getResponse().getCookies().getFirst("waymark-code"), "000000"))
                .isNull();
        assertThat(gateway.services()
                        .findAll(postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(contact))))
                .isEmpty();
    }

    @Test
    void fiveWrongCodesEndTheAttemptAlsoWhenTheyComeAtOnceAndThenTheRightOneIsTooLate() {
        orders.person(contact, personRef, "EMAIL", true);
        var attempt = ask();
        var code = code();

        var outcomes = Flux.fromStream(IntStream.range(0, 20).boxed())
                .flatMap(i -> signIn.enter(other(code, i), exchange(attempt)), 20)
                .collectList()
                .block(ENOUGH);

        assertThat(outcomes).isEmpty();
        assertThat(enter(attempt, code)).isNull();
    }

    @Test
    void fourWrongCodesLeaveOneTryForTheRightOne() {
        orders.person(contact, personRef, "EMAIL", true);
        var attempt = ask();
        var code = code();

        for (var i = 0; i < 4; i++) {
            assertThat(enter(attempt, other(code, i))).isNull();
        }

        assertThat(enter(attempt, code)).isNotNull();
    }

    @Test
    void codeWorksOnceHoweverManyUseItAtOnce() {
        orders.person(contact, personRef, "EMAIL", true);
        var attempt = ask();
        var code = code();

        var outcomes = Flux.range(0, 5)
                .flatMap(i -> signIn.enter(code, exchange(attempt)), 5)
                .collectList()
                .block(ENOUGH);

        assertThat(outcomes).hasSize(1);
    }

    /** Behind one address there can be an office or a mobile network, and in it a guesser. (issue 10, A6) */
    @Test
    void ownerSignsInFromTheAddressFromWhichAnotherAskedForTheirCodes() {
        orders.person(contact, personRef, "EMAIL", true);
        var address = RunningGateway.address();
        for (var i = 0; i < 5; i++) {
            signIn.requestCode(contact, Locale.ENGLISH, exchangeFrom(address)).block(ENOUGH);
        }

        var own = exchangeFrom(address);
        signIn.requestCode(contact, Locale.ENGLISH, own).block(ENOUGH);

        assertThat(enter(attempt(own), code(contact, REPEATED))).isNotNull();
    }

    @Test
    void whoSignsInOftenIsSentACodeOfTheirOwnEachTime() {
        orders.person(contact, personRef, "EMAIL", true);
        var address = RunningGateway.address();
        var before = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            var own = exchangeFrom(address);
            signIn.requestCode(contact, Locale.ENGLISH, own).block(ENOUGH);
            var sent = i + 1;
            await().atMost(ENOUGH).until(() -> codesSent(contact).size() == sent);
            var matcher = CODE.matcher(
                    codesSent(contact).stream().filter(before::add).findFirst().orElseThrow());
            assertThat(matcher.find()).isTrue();
            assertThat(signIn.enter(matcher.group(1), exchangeFrom(address, attempt(own)))
                            .block(ENOUGH))
                    .isNotNull();
        }
    }

    /** Whoever asks for somebody else's codes keeps them out for no moment. (issue 10, S11) */
    @Test
    void ownerSignsInWithTheNewestCodeHoweverManyOthersAskedFor() {
        orders.person(contact, personRef, "EMAIL", true);
        for (var i = 0; i < 25; i++) {
            ask();
        }
        var attempt = ask();
        var code = code(contact, REPEATED);

        assertThat(enter(attempt, other(code, 0))).isNull();
        assertThat(enter(attempt, code)).isNotNull();
        assertThat(enter(ask(), code)).isNull();
        assertThat(codesSent(contact)).hasSizeBetween(11, 13);
    }

    @Test
    void contactNobodyKnowsIsAnsweredAlikeHoweverOftenItIsAskedFor() {
        orders.person(contact, personRef, "EMAIL", false);

        for (var i = 0; i < 12; i++) {
            assertThat(ask().getValue()).isNotEmpty();
        }

        assertThat(codesSent(contact)).isEmpty();
    }

    /** An office, a mobile network. */
    @Test
    void inventedContactsTakeNoCodesFromThoseOfTheSameAddress() {
        var address = RunningGateway.address();
        orders.person(contact, personRef, "EMAIL", true);
        for (var i = 0; i < 101; i++) {
            var invented = "invented-" + UUID.randomUUID() + "@customer.example";
            orders.person(invented, UUID.randomUUID().toString(), "EMAIL", false);
            signIn.requestCode(invented, Locale.ENGLISH, exchangeFrom(address)).block(ENOUGH);
        }

        signIn.requestCode(contact, Locale.ENGLISH, exchangeFrom(address)).block(ENOUGH);

        assertThat(code()).isNotEmpty();
    }

    @Test
    void nothingTypedIsNoContact() {
        assertThatThrownBy(() ->
                        signIn.requestCode("  ", Locale.ENGLISH, exchange()).block(ENOUGH))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.CONTACT_UNREADABLE));
    }

    @Test
    void operatorSignsInWithoutAnyOrderAndIsSupport() {
        orders.person(RunningGateway.OPERATOR, personRef, "EMAIL", false);

        var exchange = exchange();
        signIn.requestCode(RunningGateway.OPERATOR, Locale.ENGLISH, exchange).block(ENOUGH);
        var outcome =
                enter(exchange.getResponse().getCookies().getFirst("waymark-code"), code(RunningGateway.OPERATOR));

        assertThat(outcome.isStaff()).isTrue();
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        var session = gateway.signedIn(personRef, SessionPrincipal.Role.CUSTOMER);

        gateway.client()
                .post()
                .uri("/sign-out")
                .cookie(SESSION, session)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("csrf-refused");
        assertThat(mine(session, Orders.number())).isNotEqualTo(401);
    }

    @Test
    void storeHoldsNeitherCodeNorContact() {
        orders.person(contact, personRef, "EMAIL", true);
        ask();
        var code = code();

        var database = gateway.context().getBean(MongoDatabase.class);
        var stored = Flux.just("signins", "sessions", "limits")
                .flatMap(name -> database.getCollection(name).find())
                .map(Document::toJson)
                .collectList()
                .block(ENOUGH);

        assertThat(stored).isNotEmpty().noneMatch(document -> document.contains(contact));
        assertThat(stored).noneMatch(document -> document.contains("\"" + code + "\""));
    }

    private HttpCookie ask() {
        return ask(contact);
    }

    private HttpCookie ask(String asked) {
        var exchange = exchange();
        signIn.requestCode(asked, Locale.ENGLISH, exchange).block(ENOUGH);
        return exchange.getResponse().getCookies().getFirst("waymark-code");
    }

    private static HttpCookie attempt(MockServerWebExchange asked) {
        return asked.getResponse().getCookies().getFirst("waymark-code");
    }

    private String code() {
        return code(contact);
    }

    private String code(String recipient) {
        return code(recipient, CODE);
    }

    private String code(String recipient, Pattern pattern) {
        return await().atMost(ENOUGH)
                .until(
                        () -> codesSent(recipient).stream()
                                .map(pattern::matcher)
                                .filter(Matcher::find)
                                .map(matcher -> matcher.group(1))
                                .reduce((_, last) -> last),
                        Optional::isPresent)
                .orElseThrow();
    }

    private List<String> codesSent(String recipient) {
        return gateway
                .services()
                .findAll(postRequestedFor(urlEqualTo("/internal/codes")).withRequestBody(containing(recipient)))
                .stream()
                .map(LoggedRequest::getBodyAsString)
                .toList();
    }

    private String session(HttpCookie attempt, String code, HttpCookie... before) {
        var exchange =
                exchange(Stream.concat(Stream.of(attempt), Stream.of(before)).toArray(HttpCookie[]::new));
        signIn.enter(code, exchange).block(ENOUGH);
        return exchange.getResponse().getCookies().getFirst(SESSION).getValue();
    }

    private SessionPrincipal enter(HttpCookie attempt, String code) {
        return Mono.from(signIn.enter(code, exchange(attempt))).block(ENOUGH);
    }

    private int mine(String session, String number) {
        return gateway.client()
                .get()
                .uri("/api/my/orders/{number}", number)
                .cookie(SESSION, session)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private static String other(String code, int i) {
        var wrong = "%08d".formatted(Integer.parseInt(code) + 1 + i);
        return wrong.substring(wrong.length() - code.length());
    }

    private static MockServerWebExchange exchange(HttpCookie... cookies) {
        return exchangeFrom(RunningGateway.address(), cookies);
    }

    private static MockServerWebExchange exchangeFrom(String address, HttpCookie... cookies) {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/")
                .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                .header("X-Forwarded-For", address)
                .cookie(cookies));
    }
}
