package dev.waymark.notifications.sending;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.FailedMessages.ReasonCount;
import dev.waymark.contract.view.MessageSelection;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.SentMessage.Outcome;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import dev.waymark.notifications.sending.SendLog.Claim;
import dev.waymark.platform.crypto.Hmac;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every implementation of the send log. */
interface SendLogContract {

    Instant NOW = NotificationSamples.NOON;
    String RUN = UUID.randomUUID().toString();

    SendingSettings RULES = new SendingSettings(
            Duration.ofMinutes(2),
            Set.of(Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            10,
            Map.of(),
            Duration.ofSeconds(3));

    /** An empty log with {@link #RULES}, or one without entries of the orders in use. */
    SendLog log();

    @Test
    default void firstClaimIsGrantedAndTheSecondIsHeld() {
        var record = record(Channel.EMAIL);

        assertThat(claim(record, NOW)).isInstanceOf(Claim.Granted.class);
        assertThat(claim(record, NOW.plusSeconds(1))).isEqualTo(new Claim.Held(NOW.plus(RULES.lease())));
    }

    @Test
    default void claimIsGrantedAgainAfterItsLease() {
        var record = record(Channel.SMS);
        var lost = granted(record, NOW);

        var second = granted(record, NOW.plus(RULES.lease()));

        assertThat(log().startSending(record.key(), lost, NOW).block()).isFalse();
        assertThat(log().startSending(record.key(), second, NOW).block()).isTrue();
    }

    @Test
    default void acceptedMessageIsFinished() {
        var record = sent(Channel.SMS, new DeliveryResult.Accepted(2));

        assertThat(claim(record, NOW.plus(Duration.ofDays(1)))).isEqualTo(new Claim.Finished(SendState.SENT));
        assertThat(message(record).outcome()).isEqualTo(Outcome.SENT);
        assertThat(message(record).segments()).isEqualTo(2);
        assertThat(message(record).sentAt()).isEqualTo(NOW);
    }

    @Test
    default void onlyWhatTheRecipientMayHaveIsSent() {
        var accepted = sent(Channel.EMAIL, new DeliveryResult.Accepted(1));
        var rejected = sent(Channel.SMS, new DeliveryResult.Rejected("no"));
        var claimed = record(Channel.EMAIL);
        granted(claimed, NOW);

        assertThat(log().isSent(accepted.key()).block()).isTrue();
        assertThat(log().isSent(rejected.key()).block()).isFalse();
        assertThat(log().isSent(claimed.key()).block()).isFalse();
        assertThat(log().isSent(new MessageKey("of-nobody")).block()).isFalse();
    }

    @Test
    default void rejectedMessageIsFinished() {
        var record = sent(Channel.SMS, new DeliveryResult.Rejected("no"));

        assertThat(claim(record, NOW.plus(Duration.ofDays(1)))).isEqualTo(new Claim.Finished(SendState.FAILED));
        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message(record).reason()).isEqualTo("no");
    }

    @Test
    default void unavailableMessageIsClaimedAgainAtOnce() {
        var record = sent(Channel.SMS, new DeliveryResult.Unavailable("away"));

        assertThat(message(record).reason()).isEqualTo("RETRYING");
        assertThat(claim(record, NOW)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    default void rateLimitedMessageIsHeldUntilRetryAfter() {
        var record = sent(Channel.SMS, new DeliveryResult.Unavailable("limit", Duration.ofSeconds(30)));
        var until = NOW.plusSeconds(30);

        assertThat(claim(record, until.minusSeconds(1))).isEqualTo(new Claim.Held(until));
        assertThat(claim(record, until)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    default void unknownResultAllowsOneMoreMailAndNoMoreSms() {
        var mail = sent(Channel.EMAIL, new DeliveryResult.Unknown("lost"));
        var sms = sent(Channel.SMS, new DeliveryResult.Unknown("lost"));

        assertThat(claim(mail, NOW)).isInstanceOf(Claim.Granted.class);
        assertThat(claim(sms, NOW)).isEqualTo(new Claim.Finished(SendState.UNCERTAIN));
        assertThat(message(sms).outcome()).isEqualTo(Outcome.UNCERTAIN);
    }

    @Test
    default void suppressedTriggerIsRecordedOnce() {
        var trigger = record(Channel.EMAIL).trigger();

        assertThat(log().suppress(trigger, null, null, SuppressionReason.STALE_EVENT, NOW)
                        .block())
                .isTrue();
        assertThat(log().suppress(trigger, null, null, SuppressionReason.STALE_EVENT, NOW)
                        .block())
                .isFalse();
        assertThat(log().suppress(trigger, Channel.SMS, null, SuppressionReason.NO_CONSENT, NOW)
                        .block())
                .isTrue();
        assertThat(log().suppress(trigger, Channel.SMS, null, SuppressionReason.NO_CONSENT, NOW)
                        .block())
                .isFalse();

        assertThat(messages(trigger))
                .extracting(SentMessage::reason)
                .containsExactlyInAnyOrder("STALE_EVENT", "NO_CONSENT");
    }

    @Test
    default void suppressionFinishesAMessageThatWaitsForItsRetry() {
        var record = sent(Channel.SMS, new DeliveryResult.Unavailable("away"));

        log().suppress(record.trigger(), null, null, SuppressionReason.SUPERSEDED, NOW)
                .block();

        assertThat(claim(record, NOW.plus(RULES.lease()))).isEqualTo(new Claim.Finished(SendState.NOT_SENT));
        assertThat(message(record).reason()).isEqualTo("SUPERSEDED");
    }

    @Test
    default void suppressionLeavesAMessageInFlightAlone() {
        var record = record(Channel.SMS);
        inFlight(record, NOW);

        log().suppress(record.trigger(), null, null, SuppressionReason.SUPERSEDED, NOW)
                .block();

        assertThat(message(record).reason()).isEqualTo("IN_PROGRESS");
    }

    @Test
    default void failedTriggerIsFinished() {
        var record = sent(Channel.SMS, new DeliveryResult.Unavailable("away"));

        log().fail(record.trigger(), Channel.SMS, "away", NOW).block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    default void whatNobodyWasToldYetIsSuppressedForAllChannelsAtOnce() {
        var trigger = record(Channel.EMAIL).trigger();

        assertThat(suppressPending(trigger, Channel.EMAIL, SuppressionReason.SUPERSEDED))
                .isTrue();
        assertThat(suppressPending(trigger, Channel.SMS, SuppressionReason.SUPERSEDED))
                .isFalse();

        assertThat(messages(trigger)).singleElement().satisfies(message -> {
            assertThat(message.channel()).isNull();
            assertThat(message.reason()).isEqualTo("SUPERSEDED");
        });
    }

    @Test
    default void whatWasSentOnOneChannelIsSuppressedOnTheOther() {
        var mail = sent(Channel.EMAIL, new DeliveryResult.Accepted(1));

        assertThat(suppressPending(mail.trigger(), Channel.SMS, SuppressionReason.SUPERSEDED))
                .isTrue();
        assertThat(suppressPending(mail.trigger(), Channel.SMS, SuppressionReason.SUPERSEDED))
                .isFalse();

        assertThat(message(mail).outcome()).isEqualTo(Outcome.SENT);
        assertThat(messages(mail.trigger()))
                .filteredOn(message -> message.channel() == Channel.SMS)
                .extracting(SentMessage::reason)
                .containsExactly("SUPERSEDED");
    }

    @Test
    default void whatWasTriedWhileItWasNewsFailsForTheReasonOfItsLastTry() {
        var late = sent(Channel.EMAIL, new DeliveryResult.SenderRefused("password"));
        var superseded = sent(Channel.EMAIL, new DeliveryResult.SenderRefused("password"));

        suppressPending(late.trigger(), Channel.EMAIL, SuppressionReason.STALE_EVENT);
        suppressPending(superseded.trigger(), Channel.EMAIL, SuppressionReason.SUPERSEDED);

        assertThat(message(late).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message(late).reason()).isEqualTo("password");
        assertThat(message(superseded).outcome()).isEqualTo(Outcome.NOT_SENT);
    }

    @Test
    default void failedAndUncertainMessagesAreReopenedOnceAndNoOthers() {
        var rejected = sent(Channel.EMAIL, new DeliveryResult.Rejected("smtp-rcpt-550"));
        var uncertain = sent(Channel.SMS, new DeliveryResult.Unknown("lost"));
        claim(uncertain, NOW);
        var accepted = sent(Channel.EMAIL, new DeliveryResult.Accepted(1));

        var found = failed(new MessageSelection(rejected.order(), null, "smtp-rcpt-550", NOW));
        assertThat(found).extracting(SendLog.Reopenable::key).containsExactly(rejected.key());
        assertThat(failed(new MessageSelection(rejected.order(), null, "other", null)))
                .isEmpty();
        assertThat(failed(new MessageSelection(rejected.order(), null, null, NOW.plusSeconds(1))))
                .isEmpty();
        assertThat(failed(new MessageSelection(null, uncertain.key().value(), null, null)))
                .hasSize(1);
        assertThat(failed(new MessageSelection(accepted.order(), null, null, null)))
                .isEmpty();

        assertThat(log().reopen(found.getFirst(), NOW).block()).isTrue();
        assertThat(log().reopen(found.getFirst(), NOW).block()).isFalse();
        assertThat(failed(new MessageSelection(rejected.order(), null, null, null)))
                .isEmpty();
        assertThat(claim(rejected, NOW)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    default void suppressedChannelEndsWhatWaitsOnIt() {
        var waiting = sent(Channel.EMAIL, new DeliveryResult.Unavailable("away"));

        log().suppress(waiting.trigger(), Channel.EMAIL, null, SuppressionReason.UNDELIVERABLE, NOW)
                .block();

        assertThat(messages(waiting.trigger())).singleElement().satisfies(message -> {
            assertThat(message.outcome()).isEqualTo(Outcome.NOT_SENT);
            assertThat(message.reason()).isEqualTo("UNDELIVERABLE");
        });
    }

    /** Others count here too: the reasons are of this test only. */
    @Test
    default void failuresAreCountedByReasonSinceATime() {
        var reason = "r-" + UUID.randomUUID();
        sent(Channel.EMAIL, new DeliveryResult.Rejected(reason));
        sent(Channel.EMAIL, new DeliveryResult.Rejected(reason));
        var uncertain = sent(Channel.SMS, new DeliveryResult.Unknown(reason));
        claim(uncertain, NOW);

        assertThat(failures(NOW)).contains(new ReasonCount(reason, 2, 1));
        assertThat(failures(NOW.plusSeconds(1))).extracting(ReasonCount::reason).doesNotContain(reason);
        assertThat(failures(null))
                .isSortedAccordingTo(comparing(ReasonCount::total).reversed().thenComparing(ReasonCount::reason));
    }

    private List<ReasonCount> failures(@Nullable Instant since) {
        return log().failures(since).collectList().block();
    }

    private List<SendLog.Reopenable> failed(MessageSelection selection) {
        return log().failed(selection, 10).collectList().block();
    }

    private boolean suppressPending(NotificationTrigger trigger, Channel channel, SuppressionReason reason) {
        return log().suppressPending(trigger, channel, reason, NOW).block();
    }

    @Test
    default void requestedMessageIsNeverRetried() {
        var record = record(Channel.SMS);

        log().recordRequested(record, inFlight(record, NOW), new DeliveryResult.Unavailable("away"), NOW)
                .block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(claim(record, NOW.plus(RULES.lease()))).isEqualTo(new Claim.Finished(SendState.FAILED));
    }

    @Test
    default void requestedMessageWhoseAnswerIsLostIsUncertain() {
        var record = record(Channel.EMAIL);

        log().recordRequested(record, inFlight(record, NOW), new DeliveryResult.Unknown("lost"), NOW)
                .block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.UNCERTAIN);
        assertThat(claim(record, NOW.plus(RULES.lease()))).isEqualTo(new Claim.Finished(SendState.UNCERTAIN));
    }

    @Test
    default void refusalOfTheSenderIsNotTheMessagesEnd() {
        var record = sent(Channel.EMAIL, new DeliveryResult.SenderRefused("password"));

        assertThat(message(record).reason()).isEqualTo("RETRYING");
        assertThat(claim(record, NOW)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    default void undeliverableMessageIsFinished() {
        var record = sent(Channel.EMAIL, new DeliveryResult.Undeliverable("nobody"));

        assertThat(claim(record, NOW)).isEqualTo(new Claim.Finished(SendState.FAILED));
        assertThat(message(record).reason()).isEqualTo("nobody");
    }

    @Test
    default void processThatLostItsClaimOverwritesNothing() {
        var record = record(Channel.EMAIL);
        var stale = inFlight(record, NOW);
        var afterLease = NOW.plus(RULES.lease());
        var current = inFlight(record, afterLease);

        for (var late : List.of(
                new DeliveryResult.Rejected("late"),
                new DeliveryResult.Unavailable("late"),
                new DeliveryResult.SenderRefused("late"),
                new DeliveryResult.Unknown("late"))) {
            log().record(record.key(), stale, late, afterLease).block();
            assertThat(claim(record, afterLease)).isInstanceOf(Claim.Held.class);
        }
        log().record(record.key(), current, new DeliveryResult.Accepted(1), afterLease)
                .block();
        log().record(record.key(), stale, new DeliveryResult.Rejected("late"), afterLease)
                .block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    default void lateAnswerThatTheProviderHasItSettlesTheMessage() {
        var sms = record(Channel.SMS);
        var call = inFlight(sms, NOW);
        var afterLease = NOW.plus(RULES.lease());
        assertThat(claim(sms, afterLease)).isEqualTo(new Claim.Finished(SendState.UNCERTAIN));
        assertThat(message(sms).outcome()).isEqualTo(Outcome.UNCERTAIN);

        log().record(sms.key(), call, new DeliveryResult.Accepted(1), afterLease)
                .block();

        assertThat(message(sms).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    default void lateAnswerKeepsASecondProcessFromSending() {
        var record = record(Channel.EMAIL);
        var call = inFlight(record, NOW);
        var afterLease = NOW.plus(RULES.lease());
        var second = granted(record, afterLease);

        log().record(record.key(), call, new DeliveryResult.Accepted(1), afterLease)
                .block();

        assertThat(log().startSending(record.key(), second, afterLease).block()).isFalse();
        assertThat(message(record).outcome()).isEqualTo(Outcome.SENT);
    }

    @Test
    default void partsThatTheProviderHasAreKnownAtTheNextTry() {
        var taken = parts(2, "a");
        var record = sent(Channel.SMS, new DeliveryResult.Partly(taken, new DeliveryResult.Unavailable("limit")));

        assertThat(message(record).reason()).isEqualTo("RETRYING");
        assertThat(granted(record, NOW).parts()).isEqualTo(taken);
    }

    @Test
    default void partsAreKnownWhenAFailedMessageIsReopened() {
        var taken = parts(2, "b");
        var record = sent(Channel.SMS, new DeliveryResult.Partly(taken, new DeliveryResult.Rejected("no")));
        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);

        reopen(record);

        assertThat(granted(record, NOW).parts()).isEqualTo(taken);
    }

    @Test
    default void partsOfALostClaimAreNotRecorded() {
        var record = record(Channel.SMS);
        var stale = granted(record, NOW);
        var afterLease = NOW.plus(RULES.lease());
        var current = inFlight(record, afterLease);

        log().record(
                        record.key(),
                        stale,
                        new DeliveryResult.Partly(parts(2, "c"), new DeliveryResult.Unavailable("x")),
                        NOW)
                .block();
        log().record(record.key(), current, new DeliveryResult.Unavailable("x"), afterLease)
                .block();

        assertThat(granted(record, afterLease).parts().isEmpty()).isTrue();
    }

    @Test
    default void requestedMessageOfWhichTheProviderHasOnlyAPartFails() {
        var record = record(Channel.SMS);

        log().recordRequested(
                        record,
                        inFlight(record, NOW),
                        new DeliveryResult.Partly(parts(2, "d"), new DeliveryResult.Unavailable("limit")),
                        NOW)
                .block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message(record).reason()).isEqualTo("limit");
    }

    @Test
    default void receiptNamesTheMessageOnceItsIdIsKnown() {
        var receipt = receipt("e1", DeliveryReceipt.State.DELIVERED);
        assertThat(log().receive(receipt, NOW).block()).isNull();

        var record = sent(Channel.SMS, new DeliveryResult.Accepted(1, parts(1, "e")));

        assertThat(log().receive(receipt, NOW).block()).isEqualTo(record.key());
        assertThat(settle(record)).isEqualTo(receipt);
        assertThat(settle(record)).isNull();
        assertThat(message(record).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(claim(record, NOW.plus(Duration.ofDays(1)))).isEqualTo(new Claim.Finished(SendState.DELIVERED));
    }

    @Test
    default void messageIsDeliveredWhenAllItsPartsAre() {
        var record = sent(Channel.SMS, new DeliveryResult.Accepted(2, parts(2, "f", "g")));

        receive("f1", DeliveryReceipt.State.DELIVERED);
        assertThat(settle(record)).isNull();
        receive("g2", DeliveryReceipt.State.UNDER_WAY);
        assertThat(settle(record)).isNull();
        receive("g2", DeliveryReceipt.State.DELIVERED);
        receive("g2", DeliveryReceipt.State.UNDER_WAY);

        assertThat(settle(record)).isNotNull();
        assertThat(message(record).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    default void partThatCouldNotBeDeliveredFailsTheMessageAndIsSentAgainAlone() {
        var record = sent(Channel.SMS, new DeliveryResult.Accepted(2, parts(2, "h", "i")));
        receive("h1", DeliveryReceipt.State.EXPIRED);
        receive("i2", DeliveryReceipt.State.DELIVERED);

        assertThat(settle(record).state()).isEqualTo(DeliveryReceipt.State.EXPIRED);
        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message(record).reason()).isEqualTo("receipt-expired");
        reopen(record);

        assertThat(granted(record, NOW).parts().ids()).containsExactly(Map.entry(2, RUN + "i2"));
    }

    @Test
    default void deliveryThatComesAfterAFailureStands() {
        var record = sent(Channel.SMS, new DeliveryResult.Accepted(1, parts(1, "j")));
        receive("j1", DeliveryReceipt.State.EXPIRED);
        settle(record);

        receive("j1", DeliveryReceipt.State.DELIVERED);
        settle(record);
        receive("j1", DeliveryReceipt.State.UNDELIVERABLE);
        settle(record);

        assertThat(message(record).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    default void receiptOfAnEarlierMessageWithTheSameIdDoesNotCount() {
        var earlier = sent(Channel.SMS, new DeliveryResult.Accepted(1, parts(1, "o")));
        receive("o1", DeliveryReceipt.State.DELIVERED);
        settle(earlier);
        var days = NOW.plus(Duration.ofDays(5));
        var record = record(Channel.SMS);
        log().record(record.key(), inFlight(record, days), new DeliveryResult.Accepted(1, parts(1, "o")), days)
                .block();

        assertThat(settle(record)).isNull();
        assertThat(log().receive(receipt("o1", DeliveryReceipt.State.EXPIRED), days)
                        .block())
                .isEqualTo(record.key());
        assertThat(settle(record)).isNotNull();

        assertThat(message(record).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(message(earlier).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    default void resultThatIsRecordedAfterTheReceiptChangesNothing() {
        var record = record(Channel.SMS);
        var claim = inFlight(record, NOW);
        var accepted = new DeliveryResult.Accepted(1, parts(1, "k"));
        log().record(record.key(), claim, accepted, NOW).block();
        receive("k1", DeliveryReceipt.State.DELIVERED);
        settle(record);

        log().record(record.key(), claim, accepted, NOW).block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    default void lateAnswersSettleTheMessageWhenTheProviderHasAllOfIt() {
        var record = sent(Channel.SMS, new DeliveryResult.Partly(parts(3, "l"), new DeliveryResult.Unknown("silence")));
        assertThat(claim(record, NOW)).isEqualTo(new Claim.Finished(SendState.UNCERTAIN));

        log().recordLate(record.key(), 3, parts(3, "", "m"), NOW).block();
        assertThat(message(record).outcome()).isEqualTo(Outcome.UNCERTAIN);
        log().recordLate(
                        record.key(),
                        3,
                        new SentParts("another", 3, parts(3, "", "", "n").ids()),
                        NOW)
                .block();
        assertThat(message(record).outcome()).isEqualTo(Outcome.UNCERTAIN);
        log().recordLate(record.key(), 3, parts(3, "", "", "n"), NOW).block();

        assertThat(message(record).outcome()).isEqualTo(Outcome.SENT);
        assertThat(message(record).segments()).isEqualTo(3);
    }

    private @Nullable DeliveryReceipt settle(MessageRecord record) {
        var settled = log().settle(record.key(), NOW).block();
        return settled == null ? null : settled.receipt();
    }

    private void receive(String id, DeliveryReceipt.State state) {
        log().receive(receipt(id, state), NOW).block();
    }

    /** Ids are of this run: other runs leave their receipts behind. */
    static DeliveryReceipt receipt(String id, DeliveryReceipt.State state) {
        return new DeliveryReceipt(Channel.SMS, RUN + id, state, "", false);
    }

    /** With an id for each letter that is not empty. */
    private static SentParts parts(int total, String... letters) {
        var parts = SentParts.NONE.of("text", total);
        for (var number = 1; number <= letters.length; number++) {
            var letter = letters[number - 1];
            parts = letter.isEmpty() ? parts : parts.with(number, RUN + letter + number);
        }
        return parts;
    }

    private void reopen(MessageRecord record) {
        var found = failed(new MessageSelection(null, record.key().value(), null, null));
        assertThat(log().reopen(found.getFirst(), NOW).block()).isTrue();
    }

    @Test
    default void leaseOfACallBeginsWithItAndIsProlonged() {
        var record = record(Channel.EMAIL);
        var claim = granted(record, NOW);
        var begun = NOW.plus(RULES.lease().dividedBy(2));
        log().startSending(record.key(), claim, begun).block();
        var later = begun.plus(RULES.lease()).minusSeconds(1);
        assertThat(claim(record, later)).isInstanceOf(Claim.Held.class);

        log().prolong(record.key(), claim, later).block();

        assertThat(claim(record, begun.plus(RULES.lease()))).isInstanceOf(Claim.Held.class);
        assertThat(claim(record, later.plus(RULES.lease()))).isInstanceOf(Claim.Granted.class);
        log().prolong(record.key(), claim, later.plus(RULES.lease())).block();
        assertThat(claim(record, later.plus(RULES.lease().multipliedBy(2)))).isInstanceOf(Claim.Granted.class);
    }

    private Claim claim(MessageRecord record, Instant now) {
        return log().claim(record, now).block();
    }

    private Claim.Granted granted(MessageRecord record, Instant now) {
        return assertThat(claim(record, now))
                .asInstanceOf(InstanceOfAssertFactories.type(Claim.Granted.class))
                .actual();
    }

    private MessageRecord sent(Channel channel, DeliveryResult result) {
        var record = record(channel);
        var claim = inFlight(record, NOW);
        log().record(record.key(), claim, result, NOW).block();
        return record;
    }

    private Claim.Granted inFlight(MessageRecord record, Instant now) {
        var claim = granted(record, now);
        assertThat(log().startSending(record.key(), claim, now).block()).isTrue();
        return claim;
    }

    private SentMessage message(MessageRecord record) {
        return messages(record.trigger()).stream()
                .filter(message -> message.id().equals(record.key().value()))
                .findFirst()
                .orElseThrow();
    }

    private List<SentMessage> messages(NotificationTrigger trigger) {
        return log().messages(trigger.orderId()).collectList().block();
    }

    /** Of an order of its own. */
    private static MessageRecord record(Channel channel) {
        var update = NotificationSamples.reached(UUID.randomUUID().toString().substring(0, 8), SubStatus.ACCEPTED, NOW);
        var trigger = NotificationTrigger.of(update).orElseThrow();
        var recipient = Recipient.of("anna@example.com", new Hmac(new byte[32]));
        return MessageRecord.notification(
                MessageKey.of(trigger, channel, recipient.hash()), trigger, channel, recipient);
    }
}
