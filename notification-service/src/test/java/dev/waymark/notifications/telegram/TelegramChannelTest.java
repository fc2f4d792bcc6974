package dev.waymark.notifications.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.TestClock;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageChannelContract;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.wording.BundleChecks;
import dev.waymark.wording.Language;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class TelegramChannelTest implements MessageChannelContract {

    private static final Mono<Boolean> BEGIN = Mono.just(true);

    private static final String CHAT = "5550100";
    private static final String METHOD = "/bot42:secret/sendMessage";

    @RegisterExtension
    private final WireMockExtension telegram =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final TestClock clock = new TestClock(NotificationSamples.NOON);

    @Override
    public Channel own() {
        return Channel.TELEGRAM;
    }

    @Override
    public String address() {
        return CHAT;
    }

    @Override
    public MessageChannel channel(Provider kind) {
        telegram.stubFor(post(METHOD)
                .willReturn(
                        switch (kind) {
                            case TAKES_MESSAGES, IS_AWAY -> accepted();
                            case REFUSES_THE_ADDRESS -> error(403, "Forbidden: bot was blocked by the user");
                            case TAKES_A_MESSAGE_AND_FALLS_SILENT -> accepted().withFixedDelay(3_000);
                        }));
        var address = kind == Provider.IS_AWAY ? "http://127.0.0.1:1" : telegram.baseUrl();
        return channel(address, Duration.ofSeconds(1));
    }

    @Override
    public int received() {
        return texts().size();
    }

    @Test
    void messageIsSentToTheChatWithItsLink() {
        telegram.stubFor(post(METHOD).willReturn(accepted()));

        var result = send("ru", SubStatus.OUT_FOR_DELIVERY);

        assertThat(result).isEqualTo(new DeliveryResult.Accepted(1));
        telegram.verify(
                postRequestedFor(urlEqualTo(METHOD)).withRequestBody(matchingJsonPath("$.chat_id", equalTo(CHAT))));
        assertThat(texts().getFirst().replace('\u00a0', ' '))
                .isEqualTo("Заказ 10042 приедет сегодня, с 14 до 18. Посылка едет в пункт выдачи.\n"
                        + "В заказе: чайник «Уголёк», 2 × чашка\n"
                        + "Куда: пункт выдачи\n"
                        + "Курьер: СДЭК, 10112345678-10042\n"
                        + "https://track.shop.example/t/" + NotificationSamples.TELEGRAM_LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ru", "en"})
    void everyKindHasItsText(String language) {
        telegram.stubFor(post(METHOD).willReturn(accepted()));

        Stream.of(
                        SubStatus.ACCEPTED,
                        SubStatus.OUT_FOR_DELIVERY,
                        SubStatus.AWAITING_COLLECTION,
                        SubStatus.ATTEMPT_ABSENT,
                        SubStatus.DELIVERED_TO_RECIPIENT)
                .forEach(status -> send(language, status));
        channel().send(placed(language), BEGIN).block();
        channel()
                .send(
                        new Message.SignInCode(new MessageKey("k"), CHAT, "482913", language, Duration.ofMinutes(10)),
                        BEGIN)
                .block();
        channel()
                .send(
                        new Message.RenewedLink(
                                new MessageKey("k"),
                                CHAT,
                                NotificationSamples.contact(
                                        "10042",
                                        language,
                                        NotificationSamples.placed("10042", NotificationSamples.NOON)),
                                NotificationSamples.after(Duration.ofDays(90))),
                        BEGIN)
                .block();

        assertThat(texts())
                .hasSize(8)
                .allSatisfy(text -> assertThat(text)
                        .containsAnyOf(NotificationSamples.TELEGRAM_LINK, "482913")
                        .doesNotContain("{", "!"));
    }

    static Stream<Language> languages() {
        return BundleChecks.shipped();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void languageIsComplete(Language language) {
        BundleChecks.assertComplete("telegram", language);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        error(403, "Forbidden: bot was blocked by the user"),
                        new DeliveryResult.Undeliverable("telegram-403")),
                Arguments.of(error(400, "Bad Request: chat not found"), rejected(400)),
                Arguments.of(error(401, "Unauthorized"), new DeliveryResult.SenderRefused("telegram-401")),
                Arguments.of(error(404, "Not Found"), new DeliveryResult.SenderRefused("telegram-404")),
                Arguments.of(error(502, "Bad Gateway"), new DeliveryResult.Unknown("telegram-502")),
                Arguments.of(
                        aResponse().withFault(Fault.EMPTY_RESPONSE), new DeliveryResult.Unknown("telegram-no-answer")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void answerDecidesTheResult(ResponseDefinitionBuilder answer, DeliveryResult expected) {
        telegram.stubFor(post(METHOD).willReturn(answer));

        assertThat(send("ru", SubStatus.ACCEPTED)).isEqualTo(expected);
    }

    @Test
    void rateLimitDelaysEveryMessageUntilRetryAfter() {
        telegram.stubFor(post(METHOD)
                .willReturn(
                        jsonResponse("{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":30}}", 429)));
        var channel = channel();
        var message = notification("ru", SubStatus.ACCEPTED);

        assertThat(channel.send(message, BEGIN).block())
                .isEqualTo(new DeliveryResult.Unavailable("telegram-429", Duration.ofSeconds(30)));
        clock.forward(Duration.ofSeconds(10));
        assertThat(channel.send(message, BEGIN).block())
                .isEqualTo(new DeliveryResult.Unavailable("telegram-429", Duration.ofSeconds(20)));
        telegram.verify(1, postRequestedFor(urlEqualTo(METHOD)));

        clock.forward(Duration.ofSeconds(20));
        telegram.stubFor(post(METHOD).willReturn(accepted()));
        assertThat(channel.send(message, BEGIN).block()).isEqualTo(new DeliveryResult.Accepted(1));
    }

    @Test
    void longTextIsCutBetweenLines() {
        var line = "х".repeat(1500);

        assertThat(TelegramTexts.split(String.join("\n", line, line, line, line)))
                .containsExactly(line + "\n" + line, line + "\n" + line);
        assertThat(TelegramTexts.split("x".repeat(4096))).hasSize(1);
        assertThat(TelegramTexts.split("x" + "😀".repeat(3000)))
                .allSatisfy(part -> assertThat(part.length()).isBetween(1, 4096))
                .first()
                .asString()
                .hasSize(4095);
    }

    @Test
    void laterPartThatFailsLeavesTheResultUnknown() {
        telegram.stubFor(post(METHOD)
                .inScenario("parts")
                .whenScenarioStateIs(STARTED)
                .willReturn(accepted())
                .willSetStateTo("second"));
        telegram.stubFor(
                post(METHOD).inScenario("parts").whenScenarioStateIs("second").willReturn(error(403, "")));
        var items = "чашка ".repeat(1000);

        assertThat(channel().send(placed("ru", items), BEGIN).block())
                .isInstanceOfSatisfying(DeliveryResult.Partly.class, partly -> {
                    assertThat(partly.rest()).isEqualTo(new DeliveryResult.Undeliverable("telegram-403"));
                    assertThat(partly.parts().ids()).containsOnlyKeys(1);
                });
    }

    private DeliveryResult send(String language, SubStatus status) {
        return channel().send(notification(language, status), BEGIN).block();
    }

    private TelegramChannel channel() {
        return channel(telegram.baseUrl(), Duration.ofSeconds(30));
    }

    private TelegramChannel channel(String baseUrl, Duration timeout) {
        return new TelegramChannel(
                WebClient.builder(),
                new TelegramSettings("42:secret", URI.create(baseUrl), timeout),
                NotificationSamples.TEMPLATES,
                clock);
    }

    private List<String> texts() {
        return telegram.findAll(postRequestedFor(urlEqualTo(METHOD))).stream()
                .map(request -> JsonMapper.shared()
                        .readTree(request.getBody())
                        .get("text")
                        .asString())
                .toList();
    }

    private static Message placed(String language, String... items) {
        var update = NotificationSamples.placed("10042", NotificationSamples.NOON);
        var order = NotificationSamples.order(
                List.of(),
                Stream.of(items).map(name -> new ShopOrder.Item(null, name, 1)).toArray(ShopOrder.Item[]::new));
        return message(update, NotificationSamples.contact("10042", language, order));
    }

    private static Message notification(String language, SubStatus status) {
        var update = NotificationSamples.reached("10042", status, NotificationSamples.NOON);
        return message(update, NotificationSamples.contact("10042", language, update));
    }

    private static Message message(OrderUpdate update, ContactAnswer contact) {
        return NotificationSamples.message(
                new MessageKey("k"),
                new MessageKey("t"),
                CHAT,
                NotificationTrigger.of(update).orElseThrow(),
                contact,
                NotificationSamples.NOON);
    }

    private static ResponseDefinitionBuilder accepted() {
        return jsonResponse("{\"ok\":true,\"result\":{\"message_id\":1}}", 200);
    }

    private static ResponseDefinitionBuilder error(int status, String description) {
        return jsonResponse(
                "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"}".formatted(status, description), status);
    }

    private static DeliveryResult rejected(int status) {
        return new DeliveryResult.Rejected("telegram-" + status);
    }
}
