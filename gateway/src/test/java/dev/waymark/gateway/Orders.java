package dev.waymark.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.util.UUID;

/** Answers of the order service, as the stub gives them. */
final class Orders {

    private final WireMockServer services;

    Orders(RunningGateway gateway) {
        this.services = gateway.services();
    }

    static String number() {
        return "N" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    static String token() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }

    static OrderId id(String number) {
        return OrderId.of(new OrderNumber(number));
    }

    static String view(String number, long version, String status) {
        return """
                {"orderId":"%s","orderNumber":"%s","placedAt":"2027-05-10T09:00:00Z","version":%d,
                 "asOf":"2027-05-12T09:00:00Z","language":"ru","timeZone":"Asia/Yekaterinburg","itemCount":2,
                 "summary":{"status":"%s","delivered":0,"of":1,"actionRequired":false},"shipments":[]}""".formatted(id(number), number, version, status);
    }

    StubMapping link(String token, String number, long version, String status) {
        return services.stubFor(post(urlEqualTo("/internal/links/resolve"))
                .withRequestBody(equalToJson("{\"token\":\"" + token + "\"}"))
                .willReturn(json("{\"orderId\":\"" + id(number) + "\",\"until\":\"2027-08-10T09:00:00Z\",\"order\":"
                        // The guest's id is another one, and nobody calls by it.
                        + view(number, version, status)
                                .replace(id(number).value(), id("pseudonym").value())
                        + "}")));
    }

    /** For who found the order by number and contact. */
    void matchedLink(String token, String number) {
        services.stubFor(post(urlEqualTo("/internal/links/resolve"))
                .withRequestBody(equalToJson("{\"token\":\"" + token + "\",\"matched\":true}"))
                .willReturn(json("{\"orderId\":\"" + id(number) + "\",\"until\":\"2027-08-10T09:00:00Z\",\"order\":"
                        + view(number, 7, "IN_TRANSIT")
                                .replace(
                                        "\"shipments\":[]",
                                        "\"shipments\":[],\"customer\":{\"name\":\"Anna P.\",\"addresses\":{},"
                                                + "\"city\":\"Perm\",\"address\":\"Lenina 5\"}")
                        + "}")));
    }

    void linkIs(String token, int status, String code) {
        services.stubFor(post(urlEqualTo("/internal/links/resolve"))
                .withRequestBody(equalToJson("{\"token\":\"" + token + "\"}"))
                .willReturn(problem(status, code)));
    }

    void noLinkByDefault() {
        services.stubFor(
                post(urlEqualTo("/internal/links/resolve")).atPriority(10).willReturn(problem(404, "link-unknown")));
    }

    /** Takes every wish for a new link. */
    void linksAreSent() {
        services.stubFor(
                post(urlEqualTo("/internal/links")).willReturn(aResponse().withStatus(202)));
    }

    void lookup(String number, String contact, String token) {
        services.stubFor(
                post(urlEqualTo("/internal/lookups")).atPriority(10).willReturn(problem(404, "order-unknown")));
        services.stubFor(post(urlEqualTo("/internal/lookups"))
                .withRequestBody(equalToJson("{\"number\":\"%s\",\"contact\":\"%s\"}".formatted(number, contact)))
                .willReturn(json("{\"orderId\":\"%s\",\"linkToken\":\"%s\"}".formatted(id(number), token))));
    }

    void owned(String personRef, String number, long version, String status) {
        services.stubFor(get(urlPathEqualTo("/internal/people/" + personRef + "/orders/" + number))
                .willReturn(json(view(number, version, status))));
    }

    void person(String contact, String personRef, String channel, boolean known) {
        services.stubFor(post(urlEqualTo("/internal/people/resolve"))
                .withRequestBody(equalToJson("{\"contact\":\"" + contact + "\"}"))
                .willReturn(json("""
                        {"personRef":"%s","channel":"%s","normalized":"%s","known":%s}""".formatted(personRef, channel, contact, known))));
        services.stubFor(
                post(urlEqualTo("/internal/codes")).willReturn(aResponse().withStatus(202)));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    static ResponseDefinitionBuilder problem(int status, String code) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/problem+json")
                .withBody("{\"type\":\"/problems/%1$s\",\"code\":\"%1$s\",\"status\":%2$d}".formatted(code, status));
    }
}
