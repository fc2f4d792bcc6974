package dev.waymark.notifications.services;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.notifications.sending.OrderServiceClient;
import dev.waymark.notifications.sending.OrderServiceClientContract;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.reactive.function.client.WebClient;
import tools.jackson.databind.json.JsonMapper;

class WebOrderServiceClientTest implements OrderServiceClientContract {

    private static final String KEY =
            Base64.getEncoder().encodeToString("a key of thirty-two bytes, or so.".getBytes(US_ASCII));

    @RegisterExtension
    private final WireMockExtension orders =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Override
    public OrderServiceClient client() {
        return new WebOrderServiceClient(
                WebClient.builder(),
                ServiceTokens.of(
                        "notification-service",
                        new ServiceKeys(Map.of("notification-service", KEY)),
                        Clock.systemUTC()),
                new OrderServiceSettings(URI.create(orders.baseUrl()), Duration.ofSeconds(20)));
    }

    @Override
    public void hasContact(ContactAnswer contact) {
        orders.stubFor(post(path(contact)).willReturn(okJson(JsonMapper.shared().writeValueAsString(contact))));
    }

    @Override
    public void renews(String token, RenewedLink link) {
        orders.stubFor(post("/internal/links/renew")
                .withRequestBody(matchingJsonPath("$.token", equalTo(token)))
                .willReturn(okJson(JsonMapper.shared().writeValueAsString(link))));
    }

    @Override
    public void hasErased(ContactAnswer contact) {
        orders.stubFor(post(path(contact)).willReturn(aResponse().withStatus(410)));
    }

    @Override
    public void isAway() {
        orders.stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    private static String path(ContactAnswer contact) {
        return "/internal/orders/" + contact.orderId() + "/contact";
    }
}
