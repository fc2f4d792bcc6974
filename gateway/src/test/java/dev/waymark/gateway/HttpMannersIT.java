package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.signin.SessionPrincipal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.HeaderAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What RFC 9110 asks of every door. */
class HttpMannersIT {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final RunningGateway gateway = RunningGateway.shared();

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/orders/A-1, 'GET,HEAD,OPTIONS,PATCH'",
        "DELETE, /api/orders, 'OPTIONS,POST'",
        "GET, /api/find, 'OPTIONS,POST'",
        "PATCH, /find, 'GET,HEAD,OPTIONS,POST'",
        "PROPFIND, /t/abc, 'GET,HEAD,OPTIONS,POST'"
    })
    void methodThatAnAddressDoesNotHaveIsToldWithThoseItHas(String method, String path, String allow) {
        refused(gateway.client().method(HttpMethod.valueOf(method)).uri(path), 405, "method-not-allowed")
                .expectHeader()
                .valueEquals("Allow", allow);
    }

    @Test
    void optionsNameTheMethodsOfAnAddressAndOfNoOther() {
        gateway.client()
                .options()
                .uri("/api/orders")
                .exchange()
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Allow", "OPTIONS,POST");
        refused(gateway.client().options().uri("/nowhere"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void schemeIsTakenInAnyCase(String scheme) {
        gateway.services()
                .stubFor(get(urlEqualTo("/api/orders/A%2F1"))
                        .willReturn(aResponse().withBody("{}")));

        gateway.clientOfStubs()
                .get()
                .uri(uri -> uri.path("/api/orders/{number}").build("A/1"))
                .header(HttpHeaders.AUTHORIZATION, scheme + " " + RunningGateway.READ_KEY)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "same-origin");
    }

    @ParameterizedTest
    @CsvSource({"/api/orders/A-1, Bearer", "/api/my/orders, 'Bearer, Cookie realm=.*'"})
    void whoeverIsNotKnownIsToldHowToBe(String path, String challenge) {
        refused(gateway.client().get().uri(path), 401, "unauthenticated")
                .expectHeader()
                .valueMatches(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    @ParameterizedTest
    @CsvSource({"text/css", "text/javascript", "application/json", "text/html;q=0", "*/*;q=0"})
    void pageIsHtmlOrNothing(String type) {
        refused(gateway.client().get().uri("/find").header(HttpHeaders.ACCEPT, type), 406, "not-acceptable");
    }

    @ParameterizedTest
    @CsvSource({"text/*, ru", "*/*, en", "text/html, en"})
    void pageSaysItsTypeAndItsLanguage(String type, String language) {
        gateway.client()
                .get()
                .uri("/find")
                .header(HttpHeaders.ACCEPT, type)
                .header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .expectHeader()
                .valueMatches(HttpHeaders.CONTENT_LANGUAGE, language + ".*")
                .expectHeader()
                .valueEquals("Cross-Origin-Resource-Policy", "same-origin")
                .expectHeader()
                .exists("Permissions-Policy");
    }

    @Test
    void transportIsStrictWhereTheBrowserCameByHttps() {
        gateway.client()
                .get()
                .uri("/find")
                .header("X-Forwarded-Proto", "https")
                .exchange()
                .expectHeader()
                .exists("Strict-Transport-Security");
        gateway.client().get().uri("/find").exchange().expectHeader().doesNotExist("Strict-Transport-Security");
    }

    @ParameterizedTest
    @CsvSource({
        "/find, " + FORM + ", number=%, 400, bad-request",
        "/sign-in, multipart/form-data, x, 415, unsupported-media-type",
        "/sign-in, text/plain, x, 415, unsupported-media-type",
        "/api/find, text/plain, {}, 415, unsupported-media-type",
        "/api/find, application/json;charset=utf-16, {}, 415, unsupported-media-type",
        "/api/find, application/json, {, 400, body-unreadable",
        "/api/find, application/json, null, 400, body-unreadable",
        "/api/find, application/json, ' ', 400, body-unreadable",
        "/api/find, application/json, '{\"number\":\"1\",\"contact\":\"\\ud800\"}', 422, validation",
        "/api/find, application/json, '{\"number\":\"1\\u0000\",\"contact\":\"a@b.example\"}', 422, validation",
        "/api/find, application/json, [[, 400, body-unreadable",
        "/api/find, application/json, , 400, body-unreadable"
    })
    void bodyThatCannotBeReadIsItsSendersMistake(
            String path, String type, @Nullable String body, int status, String code) {
        refused(
                gateway.client()
                        .post()
                        .uri(path)
                        .header(HttpHeaders.CONTENT_TYPE, type)
                        .bodyValue(body == null ? "" : body),
                status,
                code);
    }

    /** Spring would read it beside the query, and fail where it is none. */
    @ParameterizedTest
    @CsvSource({
        "/api/my/orders, multipart/form-data, ''",
        "/api/my/orders, multipart/mixed; boundary=x, %",
        "/api/my/orders, " + FORM + ", %",
        "/orders, multipart/form-data, ''",
        "/orders, " + FORM + ", query=1"
    })
    void formIsNotLookedForWhereNoneIsSent(String path, String type, String body) {
        refused(
                gateway.client()
                        .method(HttpMethod.GET)
                        .uri(path)
                        .cookie("waymark", gateway.signedIn("p", SessionPrincipal.Role.CUSTOMER))
                        .header(HttpHeaders.CONTENT_TYPE, type)
                        .bodyValue(body),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1&limit=2", "cursor=a&cursor=b", "limit=1&limit=1"})
    void parameterIsThereOnce(String query) {
        refused(
                gateway.client()
                        .get()
                        .uri("/api/my/orders?" + query)
                        .cookie("waymark", gateway.signedIn("p", SessionPrincipal.Role.CUSTOMER)),
                400,
                "bad-request");
    }

    @Test
    void longFormIsTooLong() {
        refused(
                gateway.client()
                        .post()
                        .uri("/find")
                        .header(HttpHeaders.CONTENT_TYPE, FORM)
                        .bodyValue("number=" + "a".repeat(300_000)),
                413,
                "payload-too-large");
    }

    @Test
    void compressedBodyIsRefusedWithWhatIsTaken() {
        refused(
                        gateway.client()
                                .post()
                                .uri("/api/find")
                                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                                .bodyValue("{}"),
                        415,
                        "content-encoding-unsupported")
                .expectHeader()
                .valueEquals(HttpHeaders.ACCEPT_ENCODING, "identity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"number": false, "contact": "a@example.com"}            | /number  | wrong-type
            {"number": "1", "number": "2"}                           | /number  | duplicate-property
            {"number": "1", "contact": "a@example.com", "more": 1}   | /more    | unknown-property
            {"contact": "a@example.com"}                             | /number  | missing
            """)
    void jsonIsReadStrictly(String body, String pointer, String code) {
        refused(
                        gateway.client()
                                .post()
                                .uri("/api/find")
                                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                                .bodyValue(body),
                        422,
                        "validation")
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer)
                .jsonPath("$.errors[0].code")
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0x10, wrong-type", "a, wrong-type", "0, too-small", "101, too-large"})
    void numberIsADecimalOneWithinItsBounds(String limit, String code) {
        refused(
                        gateway.client()
                                .get()
                                .uri("/api/my/orders?limit={limit}", limit)
                                .cookie("waymark", gateway.signedIn("p", SessionPrincipal.Role.CUSTOMER)),
                        422,
                        "validation")
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/limit")
                .jsonPath("$.errors[0].code")
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        ", en, We do not know this link",
        "ru, ru, Такой ссылки мы не знаем",
        "en_US, en, We do not know this link",
        "'fi, ru;q=0.5', ru, Такой ссылки мы не знаем"
    })
    void refusalIsInOneLanguage(@Nullable String asked, String language, String title) {
        var request = gateway.client().get().uri("/api/t/abc");

        var refusal = refused(
                asked == null ? request : request.header(HttpHeaders.ACCEPT_LANGUAGE, asked), 404, "link-unknown");

        refusal.expectHeader().valueMatches(HttpHeaders.CONTENT_LANGUAGE, language + ".*");
        refusal.expectBody()
                .jsonPath("$.title")
                .isEqualTo(title)
                .jsonPath("$.detail")
                .value(detail ->
                        assertThat(String.valueOf(detail).matches(".*[а-я].*")).isEqualTo(language.equals("ru")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/t/abc%0A", "/t/abc%25", "/t/abc;x", "/t//abc", "/t/a%2E%2E"})
    void linkThatWasCopiedBadlyIsAPageToAPersonAndAProblemToAProgram(String path) {
        var page = gateway.client()
                .get()
                .uri(URI.create("http://localhost:" + gateway.port() + path))
                .header(HttpHeaders.ACCEPT, "text/html")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("This link is not complete");
        refused(
                gateway.client().get().uri(URI.create("http://localhost:" + gateway.port() + path)),
                400,
                "address-malformed");
    }

    @Test
    void folderOfTheAssetsIsNotAFile() {
        refused(gateway.client().get().uri("/assets"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"/nothing-here, 404", "/t/abc%25, 400", "/problems/order-unknown, 200"})
    void errorSaysItsCharacterSet(String path, int status) {
        gateway.client()
                .get()
                .uri(URI.create("http://localhost:" + gateway.port() + path))
                .header(HttpHeaders.ACCEPT, "text/html")
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
    }

    @Test
    void problemsAddressIsAPageToAPerson() {
        gateway.client()
                .get()
                .uri("/problems/order-unknown")
                .header(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
                .header(HttpHeaders.ACCEPT_LANGUAGE, "ru")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("Такого заказа мы не знаем"));
    }

    private static Refusal refused(WebTestClient.RequestHeadersSpec<?> request, int status, String code) {
        var answer = request.exchange();
        answer.expectStatus().isEqualTo(status);
        answer.expectHeader().contentType("application/problem+json");
        var body = answer.expectBody();
        body.jsonPath("$.code").isEqualTo(code).jsonPath("$.detail").isNotEmpty();
        return new Refusal(answer, body);
    }

    /** A body can be read once. */
    private record Refusal(WebTestClient.ResponseSpec answer, WebTestClient.BodyContentSpec body) {

        HeaderAssertions expectHeader() {
            return answer.expectHeader();
        }

        WebTestClient.BodyContentSpec expectBody() {
            return body;
        }
    }
}
