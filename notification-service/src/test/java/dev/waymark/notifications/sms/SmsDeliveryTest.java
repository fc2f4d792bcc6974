package dev.waymark.notifications.sms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.SentMessage.Outcome;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SendingWorld;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From an order update to its settled entry, over an SMS centre that keeps to a script: what the entry says, how many copies the
 * centre has, when the next try is. (issue 11, H2, H5, H6, H7, H9)
 */
class SmsDeliveryTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private final SendingWorld world = new SendingWorld();
    private SmscSimulator centre;
    private SmsChannel channel;

    @BeforeEach
    void start() throws IOException {
        centre = SmscSimulator.start();
    }

    @AfterEach
    void stop() {
        world.close();
        channel.close();
        centre.close();
    }

    /** {@code answers} to the three parts of one message, up to the first that ends its call. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 0 0        | SENT      |              | 3 | none
            0x58         | NOT_SENT  | RETRYING     | 0 | soon
            0 0x58       | NOT_SENT  | RETRYING     | 1 | soon
            0 0 0x58     | NOT_SENT  | RETRYING     | 2 | soon
            0x0a         | NOT_SENT  | RETRYING     | 0 | soon
            0 0x0a       | NOT_SENT  | RETRYING     | 1 | soon
            0x45         | NOT_SENT  | RETRYING     | 0 | soon
            0 0 0xff     | NOT_SENT  | RETRYING     | 2 | soon
            0x0b         | FAILED    | smpp-submit-0x0b    | 0 | wanted
            0 0x0b       | FAILED    | smpp-submit-0x0b    | 1 | wanted
            0x01         | FAILED    | smpp-submit-0x01    | 0 | wanted
            silence      | UNCERTAIN | smpp-submit-silence | 1 | wanted
            0 silence    | UNCERTAIN | smpp-submit-silence | 2 | wanted
            cut          | UNCERTAIN | smpp-submit-cut     | 1 | wanted
            0 0 cut      | UNCERTAIN | smpp-submit-cut     | 3 | wanted
            """)
    void eachAnswerToEachPartHasItsEntryItsCopiesAndItsNextTry(
            String answers, Outcome outcome, String reason, int copies, String next) {
        centre.answer(answers.split(" "));
        var update = accept(SmsFixtures.LONG_TEMPLATES);
        var accepted = world.clock.instant();

        if (outcome == Outcome.UNCERTAIN) {
            await().atMost(ENOUGH).until(() -> centre.received().size() == copies && world.nextTry() != null);
            await().atMost(ENOUGH).untilAsserted(() -> {
                world.clock.forward(Duration.ofSeconds(5));
                assertThat(world.entry(update.orderId()).outcome()).isEqualTo(outcome);
            });
        }
        await().atMost(ENOUGH).untilAsserted(() -> {
            var entry = world.entry(update.orderId());
            assertThat(entry).isNotNull();
            assertThat(entry.outcome()).isEqualTo(outcome);
            assertThat(entry.reason()).isEqualTo(reason);
        });
        assertThat(centre.received()).hasSize(copies);
        var news = NotificationSamples.RULES.placed();
        await().atMost(ENOUGH).untilAsserted(() -> {
            switch (next) {
                // 15 s, give or take a fifth.
                case "soon" ->
                    assertThat(world.nextTry()).isBetween(accepted.plusSeconds(12), accepted.plusSeconds(18));
                // Kept, so that somebody may want it sent again while it is news.
                default -> assertThat(world.nextTry()).isEqualTo(accepted.plus(news));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x58", "0 0x58", "0 0 0x58", "0 0x0a", "0 0x45 0x64 0 0x14"})
    void everyPartIsAtTheCentreOnceInTheEnd(String answers) {
        centre.answer(answers.split(" "));
        var update = accept(SmsFixtures.LONG_TEMPLATES);

        await().atMost(ENOUGH).untilAsserted(() -> {
            world.clock.forward(Duration.ofSeconds(5));
            assertThat(world.entry(update.orderId()).outcome()).isEqualTo(Outcome.SENT);
        });

        assertThat(centre.received())
                .extracting(sms -> sms.concatenation().get(2))
                .containsExactly(1, 2, 3);
        assertThat(centre.received())
                .extracting(sms -> sms.concatenation().getFirst())
                .containsOnly(centre.received().getFirst().concatenation().getFirst());
        assertThat(world.entry(update.orderId()).segments()).isEqualTo(3);
    }

    @Test
    void missingPartIsSentAgainWhenSomebodyWantsItAndNoOther() {
        centre.answer("0", "silence");
        var update = accept(SmsFixtures.LONG_TEMPLATES);
        await().atMost(ENOUGH).untilAsserted(() -> {
            world.clock.forward(Duration.ofSeconds(5));
            assertThat(world.entry(update.orderId()).outcome()).isEqualTo(Outcome.UNCERTAIN);
        });
        await().atMost(ENOUGH).until(() -> world.redrive(update.orderId()) == 1);

        awaitOutcome(update, Outcome.SENT);

        assertThat(centre.received())
                .extracting(sms -> sms.concatenation().get(2))
                .containsExactly(1, 2, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "DELIVRD, 000, DELIVERED,",
        "UNDELIV, 021, FAILED, receipt-undeliverable-021",
        "EXPIRED, 000, FAILED, receipt-expired",
        "REJECTD, 011, FAILED, receipt-rejected-011",
        "DELETED, 000, FAILED, receipt-deleted",
        "ENROUTE, 000, SENT,",
        "ACCEPTD, 000, SENT,",
        "UNKNOWN, 000, SENT,"
    })
    void receiptSettlesTheEntryAndIsAnsweredThen(String state, String error, Outcome outcome, String reason) {
        var update = accept(NotificationSamples.TEMPLATES);
        awaitOutcome(update, Outcome.SENT);

        var answer = centre.receipt(centre.received().getFirst(), state, error);

        assertThat(answer).succeedsWithin(ENOUGH).isEqualTo(0);
        assertThat(world.entry(update.orderId()).outcome()).isEqualTo(outcome);
        assertThat(world.entry(update.orderId()).reason()).isEqualTo(reason);
        assertThat(world.undeliverable(update.orderId())).isEmpty();
    }

    @Test
    void receiptByParametersSettlesTheEntryAndItsNetworksUnknownSubscriberTheAddress() {
        var update = accept(NotificationSamples.TEMPLATES);
        awaitOutcome(update, Outcome.SENT);
        var sms = centre.received().getFirst();

        var answer = centre.deliver(
                sms,
                0x04,
                "",
                Map.of(
                        SmscSimulator.RECEIPTED_MESSAGE_ID,
                        (sms.id() + "\0").getBytes(US_ASCII),
                        SmscSimulator.MESSAGE_STATE,
                        new byte[] {5},
                        SmscSimulator.NETWORK_ERROR_CODE,
                        new byte[] {3, 0, 1}));

        assertThat(answer).succeedsWithin(ENOUGH).isEqualTo(0);
        assertThat(world.entry(update.orderId()).reason()).isEqualTo("receipt-undeliverable-1");
        assertThat(world.undeliverable(update.orderId()))
                .singleElement()
                .satisfies(address -> assertThat(address.reason()).isEqualTo("receipt-undeliverable-1"));
        assertThat(world.receipts("undeliverable")).isEqualTo(1);
    }

    @Test
    void receiptThatComesBeforeTheAnswerToItsMessageCounts() {
        centre.beforeAnswer(sms -> assertThat(centre.receipt(sms, "DELIVRD", "000"))
                .succeedsWithin(ENOUGH)
                .isEqualTo(0));

        var update = accept(NotificationSamples.TEMPLATES);

        awaitOutcome(update, Outcome.DELIVERED);
    }

    @Test
    void receiptsAreHeardOfWhenNothingIsSent() {
        var update = accept(NotificationSamples.TEMPLATES, "enquire-link-interval", "200ms");
        awaitOutcome(update, Outcome.SENT);
        var sms = centre.received().getFirst();
        centre.drop();

        await().atMost(ENOUGH).until(() -> centre.sessions() == 2);

        assertThat(centre.receipt(sms, "DELIVRD", "000")).succeedsWithin(ENOUGH).isEqualTo(0);
        assertThat(world.entry(update.orderId()).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    /** Whatever their order: the message is delivered when all its parts are, and has failed when one has. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void receiptsOfPartsCountInAnyOrder(long seed) {
        var update = accept(SmsFixtures.LONG_TEMPLATES);
        awaitOutcome(update, Outcome.SENT);
        var isOneLost = seed % 2 == 0;
        var receipts = IntStream.range(0, 12).boxed().collect(java.util.stream.Collectors.toList());
        Collections.shuffle(receipts, new Random(seed));

        for (var receipt : receipts) {
            var sms = centre.received().get(receipt % 3);
            var last = isOneLost && receipt % 3 == 1 ? "EXPIRED" : "DELIVRD";
            var state = List.of("ENROUTE", "ACCEPTD", last, last).get(receipt / 3);
            assertThat(centre.receipt(sms, state, "000")).succeedsWithin(ENOUGH).isEqualTo(0);
        }

        var entry = world.entry(update.orderId());
        assertThat(entry.outcome()).isEqualTo(isOneLost ? Outcome.FAILED : Outcome.DELIVERED);
        assertThat(entry.reason()).isEqualTo(isOneLost ? "receipt-expired" : null);
    }

    @Test
    void partThatCouldNotBeDeliveredIsSentAgainAloneWhenSomebodyWantsIt() {
        var update = accept(SmsFixtures.LONG_TEMPLATES);
        awaitOutcome(update, Outcome.SENT);
        var sent = List.copyOf(centre.received());
        Arrays.asList("DELIVRD", "EXPIRED", "DELIVRD")
                .forEach(state -> assertThat(centre.receipt(
                                sent.get(List.of("DELIVRD", "EXPIRED").indexOf(state)), state, "000"))
                        .succeedsWithin(ENOUGH));
        awaitOutcome(update, Outcome.FAILED);

        assertThat(world.redrive(update.orderId())).isEqualTo(1);
        awaitOutcome(update, Outcome.SENT);

        assertThat(centre.received())
                .extracting(sms -> sms.concatenation().get(2))
                .containsExactly(1, 2, 3, 2);
    }

    @Test
    void receiptOfNobodysMessageAndCustomersReplyAreAnsweredAndChangeNothing() {
        var update = accept(NotificationSamples.TEMPLATES);
        awaitOutcome(update, Outcome.SENT);
        var sms = centre.received().getFirst();

        assertThat(centre.deliver(sms, 0x04, "id:deadbeef stat:UNDELIV err:001", Map.of()))
                .succeedsWithin(ENOUGH)
                .isEqualTo(0);
        assertThat(centre.deliver(sms, 0x00, "id:" + sms.id() + " stat:UNDELIV err:001", Map.of()))
                .succeedsWithin(ENOUGH)
                .isEqualTo(0);
        assertThat(centre.deliver(sms, 0x04, "what is this", Map.of()))
                .succeedsWithin(ENOUGH)
                .isEqualTo(0);

        assertThat(world.entry(update.orderId()).outcome()).isEqualTo(Outcome.SENT);
    }

    @ParameterizedTest
    @CsvSource({"same, id:%s", "decimal, id:%d", "hexadecimal, id:%s"})
    void idsOfReceiptsAreReadAsTheProviderWritesThem(String form, String pattern) {
        var update = accept(NotificationSamples.TEMPLATES, "message-ids", form);
        awaitOutcome(update, Outcome.SENT);
        var sms = centre.received().getFirst();
        Object id = form.equals("decimal") ? Long.valueOf(sms.id(), 16) : sms.id();

        assertThat(centre.deliver(sms, 0x04, pattern.formatted(id) + " stat:DELIVRD err:000", Map.of()))
                .succeedsWithin(ENOUGH)
                .isEqualTo(0);

        assertThat(world.entry(update.orderId()).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    private void awaitOutcome(OrderUpdate update, Outcome outcome) {
        await().atMost(ENOUGH).untilAsserted(() -> {
            assertThat(world.entry(update.orderId())).isNotNull();
            assertThat(world.entry(update.orderId()).outcome()).isEqualTo(outcome);
        });
    }

    private OrderUpdate accept(MessageTemplates templates, String... settings) {
        var all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "answer-timeout";
        all[settings.length + 1] = "300ms";
        channel = new SmsChannel(
                SmsFixtures.settings(centre.port(), all), templates, world.reports, SmsFixtures.BUNDLES, world.clock);
        world.start(channel);
        var update = NotificationSamples.placed("10042", world.clock.instant());
        world.accept(update, "10042", "en");
        return update;
    }
}
