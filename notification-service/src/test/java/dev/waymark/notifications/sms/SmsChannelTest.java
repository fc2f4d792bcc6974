package dev.waymark.notifications.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.sending.DeliveryResult.Accepted;
import dev.waymark.notifications.sending.DeliveryResult.Partly;
import dev.waymark.notifications.sending.DeliveryResult.Unavailable;
import dev.waymark.notifications.sending.DeliveryResult.Unknown;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageChannelContract;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SendState;
import dev.waymark.notifications.sending.SendingWorld;
import dev.waymark.notifications.sending.SentParts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A session that ends takes nothing with it but what it had in flight. (issue 11, H2, H3, L8) */
class SmsChannelTest implements MessageChannelContract {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Mono<Boolean> BEGIN = Mono.just(true);

    private final SendingWorld world = new SendingWorld();
    private final List<SmsChannel> channels = new ArrayList<>();
    private SmscSimulator provider;

    @BeforeEach
    void start() throws IOException {
        provider = SmscSimulator.start();
    }

    @AfterEach
    void stop() {
        provider.close();
        channels.forEach(SmsChannel::close);
    }

    @Override
    public Channel own() {
        return Channel.SMS;
    }

    @Override
    public String address() {
        return "+79161234542";
    }

    @Override
    public MessageChannel channel(Provider kind) {
        switch (kind) {
            case TAKES_MESSAGES -> {}
            case REFUSES_THE_ADDRESS -> provider.refuseWith(0x0B);
            case IS_AWAY -> provider.close();
            case TAKES_A_MESSAGE_AND_FALLS_SILENT -> provider.fallSilent();
        }
        return channel("answer-timeout", "1s");
    }

    @Override
    public int received() {
        return provider.received().size();
    }

    @Test
    void messagesWaitForTheirAnswersBesideEachOtherUpToTheWindow() {
        provider.delay(Duration.ofMillis(200));
        var channel = channel("window", "4", "sessions", "2");

        var results = Flux.range(0, 24)
                .flatMap(number -> channel.send(news("m" + number), BEGIN), 24)
                .collectList()
                .block(ENOUGH);

        assertThat(results).hasSize(24).allSatisfy(result -> assertThat(result).isInstanceOf(Accepted.class));
        assertThat(provider.sessions()).isEqualTo(2);
        assertThat(provider.mostWaiting()).isEqualTo(8);
    }

    @Test
    void codeDoesNotWaitForThePlaceOfNews() {
        provider.delay(Duration.ofSeconds(2));
        var channel = channel("window", "2");
        var news = IntStream.range(0, 6)
                .mapToObj(number -> channel.send(news("m" + number), BEGIN).toFuture())
                .toList();
        await().atMost(ENOUGH).until(() -> provider.received().size() == 2);

        provider.delay(Duration.ZERO);
        assertThat(channel.send(code("c"), BEGIN).block(Duration.ofSeconds(1))).isInstanceOf(Accepted.class);
        assertThat(news).allSatisfy(waiting -> assertThat(waiting).isNotDone());
    }

    @Test
    void messageWithoutAPlaceInTheWindowIsPutBackBeforeItsCallBegins() {
        provider.fallSilent();
        var channel = channel("window", "1", "window-wait", "100ms");
        var first = channel.send(news("m1"), BEGIN).toFuture();
        await().atMost(ENOUGH).until(() -> provider.received().size() == 1);

        var second = channel.send(news("m2"), Mono.error(new IllegalStateException("it has begun")));

        assertThat(second.block(ENOUGH)).isEqualTo(Unavailable.busy());
        assertThat(first).isNotDone();
    }

    @Test
    void messagesInFlightOfASessionThatEndsAreUnknownAtOnceAndTheNextOneIsBoundAnew() {
        provider.fallSilent();
        var channel = channel("answer-timeout", "1m");
        var inFlight = IntStream.range(0, 5)
                .mapToObj(number -> channel.send(news("m" + number), BEGIN).toFuture())
                .toList();
        await().atMost(ENOUGH).until(() -> provider.received().size() == 5);

        provider.drop();

        assertThat(inFlight)
                .allSatisfy(call -> assertThat(call)
                        .succeedsWithin(Duration.ofSeconds(5))
                        .isEqualTo(new Unknown("smpp-submit-cut")));
        provider.refuseWith(0);
        assertThat(channel.send(news("next"), BEGIN).block(ENOUGH)).isInstanceOf(Accepted.class);
        assertThat(provider.sessions()).isEqualTo(2);
    }

    @Test
    void sessionThatDoesNotAnswerEnquireLinkIsClosed() {
        provider.fallSilent();
        provider.answerLinks(false);
        var channel = channel("answer-timeout", "1m", "enquire-link-interval", "200ms", "timeout", "300ms");

        var call = channel.send(news("m"), BEGIN).toFuture();

        assertThat(call).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(new Unknown("smpp-submit-cut"));
    }

    @Test
    void sessionThatAnswersNothingButEnquireLinkIsClosedAfterAFewMessages() {
        provider.answer(SmscSimulator.SILENCE, SmscSimulator.SILENCE, SmscSimulator.SILENCE);
        var channel = channel("answer-timeout", "300ms", "enquire-link-interval", "100ms");

        for (var number = 0; number < 3; number++) {
            assertThat(channel.send(news("m" + number), BEGIN).block(ENOUGH))
                    .isEqualTo(new Unknown("smpp-submit-silence"));
        }

        await().atMost(ENOUGH)
                .untilAsserted(
                        () -> assertThat(channel.send(news("next"), BEGIN).block(ENOUGH))
                                .isInstanceOf(Accepted.class));
        await().atMost(ENOUGH).until(() -> provider.sessions() == 2);
    }

    @Test
    void oneMessageWithoutAnAnswerClosesNothing() {
        provider.answer(SmscSimulator.SILENCE, "late 900");
        var channel = channel("answer-timeout", "400ms");
        var silent = channel.send(news("silent"), BEGIN).toFuture();
        await().atMost(ENOUGH).until(() -> provider.received().size() == 1);

        assertThat(silent).succeedsWithin(ENOUGH).isEqualTo(new Unknown("smpp-submit-silence"));
        var late = channel.send(news("late"), BEGIN).toFuture();
        assertThat(channel.send(code("c"), BEGIN).block(ENOUGH)).isInstanceOf(Accepted.class);
        assertThat(late).succeedsWithin(ENOUGH).isEqualTo(new Unknown("smpp-submit-silence"));
        assertThat(provider.sessions()).isEqualTo(1);
    }

    @Test
    void answerThatComesAfterNobodyWaitsForItSettlesTheMessage() {
        provider.answer("late 600");
        var channel = channel("answer-timeout", "200ms");
        var message = news("late");
        var claim = world.begun(message);

        var result = channel.send(message, BEGIN).block(ENOUGH);
        world.record(message, claim, result);

        assertThat(result).isEqualTo(new Unknown("smpp-submit-silence"));
        await().atMost(ENOUGH).untilAsserted(() -> assertThat(world.state()).isEqualTo(SendState.SENT));
    }

    @Test
    void bindIsTriedOnceForAllThatWaitForIt() {
        provider.answerBind(SmscSimulator.SILENCE);
        var channel = channel("timeout", "500ms");
        var begun = System.nanoTime();

        var results = Flux.range(0, 10)
                .flatMap(number -> channel.send(news("m" + number), Mono.error(new IllegalStateException("begun"))), 10)
                .collectList()
                .block(ENOUGH);

        assertThat(results).hasSize(10).containsOnly(new Unavailable("smpp-bind-silence"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void partThatIsThrottledIsSentAgainAloneWithTheSameReference() {
        provider.answer("0", "0x58");
        var channel = channel(SmsFixtures.LONG_TEMPLATES);

        var first = channel.send(SmsFixtures.news("m", SentParts.NONE), BEGIN).block(ENOUGH);

        assertThat(first).isInstanceOfSatisfying(Partly.class, partly -> {
            assertThat(partly.rest()).isEqualTo(new Unavailable("smpp-submit-0x58"));
            assertThat(partly.parts().ids()).containsOnlyKeys(1);
        });
        assertThat(provider.received()).hasSize(1);
        var sent = ((Partly) first).parts();

        var second = channel.send(SmsFixtures.news("m", sent), BEGIN).block(ENOUGH);

        assertThat(second).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.segments()).isEqualTo(3);
            assertThat(accepted.parts().ids().values())
                    .containsExactlyElementsOf(provider.received().stream()
                            .map(SmscSimulator.Sms::id)
                            .toList());
        });
        assertThat(provider.received())
                .extracting(SmscSimulator.Sms::concatenation)
                .containsExactly(List.of(reference(), 3, 1), List.of(reference(), 3, 2), List.of(reference(), 3, 3));
    }

    @Test
    void partsOfAnotherTextAreNotJoined() {
        var channel = channel(SmsFixtures.LONG_TEMPLATES);
        var other =
                new SentParts("another text", 3, SentParts.NONE.with(1, "id").ids());

        assertThat(channel.send(SmsFixtures.news("m", other), BEGIN).block(ENOUGH))
                .isInstanceOf(Accepted.class);

        assertThat(provider.received()).hasSize(3);
    }

    private int reference() {
        return provider.received().getFirst().concatenation().getFirst();
    }

    private SmsChannel channel(String... settings) {
        return channel(NotificationSamples.TEMPLATES, settings);
    }

    private SmsChannel channel(MessageTemplates templates, String... settings) {
        var channel = new SmsChannel(
                SmsFixtures.settings(provider.port(), settings),
                templates,
                world.reports,
                SmsFixtures.BUNDLES,
                world.clock);
        channels.add(channel);
        return channel;
    }

    private static Message code(String key) {
        return new Message.SignInCode(new MessageKey(key), "+79161234542", "482913", "en", Duration.ofMinutes(10));
    }

    private static Message.OrderNotification news(String key) {
        return SmsFixtures.news(key, SentParts.NONE);
    }
}
