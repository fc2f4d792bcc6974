package dev.waymark.notifications.domain;

import static dev.waymark.notifications.NotificationSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer.ChannelContact;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationDecision.DoNotSend;
import dev.waymark.notifications.domain.NotificationDecision.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationDecisionTest {

    private static final Set<Channel> ENABLED = Set.of(Channel.EMAIL, Channel.SMS, Channel.TELEGRAM);
    private static final NotificationPolicy RULES = NotificationSamples.RULES;
    private static final Duration SOON = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, ACCEPTED",
        "OUT_FOR_DELIVERY, OUT_FOR_DELIVERY",
        "AWAITING_COLLECTION, READY_FOR_PICKUP",
        "ATTEMPT_ABSENT, ATTEMPT_FAILED",
        "DELIVERED_TO_RECIPIENT, DELIVERED"
    })
    void entryIntoAMilestoneIsTold(SubStatus status, MessageKind kind) {
        var decision = decide(NotificationSamples.reached("1", status, NOON), NOON.plus(SOON));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Send.class, send -> assertThat(send.trigger().kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @EnumSource(
            value = SubStatus.class,
            names = {
                "LABEL_CREATED",
                "CUSTOMS_STARTED",
                "DELAYED",
                "LOST",
                "RETURN_STARTED",
                "CANCELLED",
                "STORAGE_EXPIRED"
            })
    void otherMilestonesTriggerNothing(SubStatus status) {
        assertThat(NotificationTrigger.of(NotificationSamples.reached("1", status, NOON)))
                .isEmpty();
    }

    @Test
    void scanWithoutNewMilestoneTriggersNothing() {
        assertThat(NotificationTrigger.of(NotificationSamples.timeline("1", NOON)))
                .isEmpty();
    }

    @Test
    void returnTriggersNothing() {
        var forward = NotificationSamples.reached("1", SubStatus.AWAITING_COLLECTION, NOON);
        var back = new MilestoneReached(
                forward.id(),
                forward.orderId(),
                forward.shipment(),
                forward.milestone(),
                forward.subStatus(),
                Direction.RETURN,
                1,
                Milestone.RETURNING,
                ChangeOrigin.LIVE,
                NOON,
                null,
                null,
                NOON);

        assertThat(NotificationTrigger.of(back)).isEmpty();
    }

    @Test
    void secondTransitTriggersNothing() {
        assertThat(NotificationTrigger.of(
                        NotificationSamples.reached("1", SubStatus.ACCEPTED, 2, ChangeOrigin.LIVE, NOON)))
                .isEmpty();
    }

    @Test
    void secondAttemptIsAnotherTrigger() {
        var first = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.LIVE, NOON);
        var second = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 2, ChangeOrigin.LIVE, NOON);

        assertThat(trigger(first).id()).isNotEqualTo(trigger(second).id());
    }

    @Test
    void backfilledDeliveryIsSuppressed() {
        var update = NotificationSamples.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, 1, ChangeOrigin.BACKFILL, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isEqualTo(new DoNotSend(SuppressionReason.BACKFILL));
    }

    @Test
    void backfilledShipmentUnderWayIsSent() {
        var update = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.BACKFILL, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isInstanceOf(Send.class);
    }

    @Test
    void correctionIsSuppressed() {
        var update = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.CORRECTION, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isEqualTo(new DoNotSend(SuppressionReason.CORRECTED));
    }

    // NOON is 14:00 in Yekaterinburg.
    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, PT24H, true",
        "ACCEPTED, PT24H1S, false",
        "OUT_FOR_DELIVERY, PT6H, true",
        "OUT_FOR_DELIVERY, PT6H1S, false",
        "AWAITING_COLLECTION, PT168H, true",
        "AWAITING_COLLECTION, PT184H, false",
        "ATTEMPT_ABSENT, PT12H, true",
        "ATTEMPT_ABSENT, PT12H1S, false",
        "DELIVERED_TO_RECIPIENT, PT12H, true",
        "DELIVERED_TO_RECIPIENT, PT12H1S, false"
    })
    void messageExpiresByKind(SubStatus status, Duration later, boolean isSent) {
        var decision = decide(NotificationSamples.reached("1", status, NOON), NOON.plus(later));

        if (isSent) {
            assertThat(decision).isInstanceOf(Send.class);
        } else {
            assertThat(decision).isEqualTo(new DoNotSend(SuppressionReason.STALE_EVENT));
        }
    }

    @Test
    void outForDeliveryInTheEveningExpiresAfterTwoHours() {
        var evening = Instant.parse("2027-05-12T15:30:00Z");
        var update = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, evening);

        assertThat(decide(update, evening.plus(SOON))).isInstanceOf(Send.class);
        assertThat(decide(update, evening.plus(Duration.ofHours(3))))
                .isEqualTo(new DoNotSend(SuppressionReason.STALE_EVENT));
    }

    @Test
    void laterMilestoneSupersedes() {
        var out = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);
        var delivered = NotificationSamples.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, NOON.plus(SOON));

        assertThat(NotificationDecision.decide(
                        trigger(out),
                        NotificationSamples.contact("1", "ru", delivered),
                        RULES,
                        ENABLED,
                        Set.of(),
                        NOON.plus(SOON)))
                .isEqualTo(new DoNotSend(SuppressionReason.SUPERSEDED));
    }

    /** While the service was down, parcels arrived, and their customers were never written to at all. (issue 11, B) */
    @Test
    void nothingSupersedesTheConfirmation() {
        var delivered = NotificationSamples.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, NOON.plus(SOON));

        assertThat(NotificationDecision.decide(
                        NotificationTrigger.of(NotificationSamples.placed("1", NOON))
                                .orElseThrow(),
                        NotificationSamples.contact("1", "ru", delivered),
                        RULES,
                        ENABLED,
                        Set.of(),
                        NOON.plus(SOON)))
                .isInstanceOf(Send.class);
    }

    @Test
    void laterVisitToTheSameMilestoneSupersedes() {
        var first = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.LIVE, NOON);
        var second =
                NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, 2, ChangeOrigin.LIVE, NOON.plus(SOON));

        assertThat(NotificationDecision.decide(
                        trigger(first),
                        NotificationSamples.contact("1", "ru", second),
                        RULES,
                        ENABLED,
                        Set.of(),
                        NOON.plus(SOON)))
                .isEqualTo(new DoNotSend(SuppressionReason.SUPERSEDED));
    }

    @Test
    void channelsDependOnKindConsentAndAddress() {
        assertThat(channels(SubStatus.ACCEPTED, Channel.EMAIL, Channel.SMS)).containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.OUT_FOR_DELIVERY, Channel.EMAIL, Channel.SMS))
                .containsOnlyKeys(Channel.EMAIL, Channel.SMS);
        assertThat(channels(SubStatus.OUT_FOR_DELIVERY, Channel.EMAIL)).containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT, Channel.EMAIL, Channel.SMS))
                .containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT, Channel.SMS)).containsOnlyKeys(Channel.SMS);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT)).isEmpty();
        assertThat(channels(SubStatus.ACCEPTED, Channel.values())).containsOnlyKeys(Channel.EMAIL, Channel.TELEGRAM);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT, Channel.SMS, Channel.TELEGRAM))
                .containsOnlyKeys(Channel.TELEGRAM);
    }

    @Test
    void disabledChannelIsNotUsed() {
        var update = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);
        var contact = NotificationSamples.contact(
                "1", "ru", NotificationSamples.orderWith(List.of(NotificationSamples.shipment(update))), ENABLED);

        var decision =
                NotificationDecision.decide(trigger(update), contact, RULES, Set.of(Channel.EMAIL), Set.of(), NOON);

        assertThat(decision).isInstanceOfSatisfying(Send.class, send -> {
            assertThat(send.recipients()).containsOnlyKeys(Channel.EMAIL);
            assertThat(send.suppressed()).isEmpty();
        });
    }

    @Test
    void suppressedChannelHasItsReason() {
        var update = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);
        var known = NotificationSamples.contact("1", "ru", update);
        var withoutAddress = NotificationSamples.contact(
                "1",
                "ru",
                known.order(),
                Map.of(
                        Channel.EMAIL, new ChannelContact(null, true, NotificationSamples.LINK),
                        Channel.SMS,
                                new ChannelContact(
                                        NotificationSamples.phone("1"), false, NotificationSamples.SMS_LINK)));

        var decision = NotificationDecision.decide(trigger(update), withoutAddress, RULES, ENABLED, Set.of(), NOON);

        assertThat(decision).isInstanceOfSatisfying(Send.class, send -> {
            assertThat(send.recipients()).isEmpty();
            assertThat(send.suppressed())
                    .isEqualTo(Map.of(
                            Channel.EMAIL, SuppressionReason.NO_CONTACT,
                            Channel.SMS, SuppressionReason.NO_CONSENT,
                            Channel.TELEGRAM, SuppressionReason.NO_CONTACT));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, EMAIL, SMS",
        "DELIVERED_TO_RECIPIENT, EMAIL, SMS",
        "OUT_FOR_DELIVERY, EMAIL, SMS",
        "ACCEPTED, SMS, EMAIL"
    })
    void otherChannelTakesOverForAnAddressThatTakesNoMessages(SubStatus status, Channel dead, Channel other) {
        var update = NotificationSamples.reached("1", status, NOON);
        var contact = NotificationSamples.contact(
                "1",
                "ru",
                NotificationSamples.orderWith(List.of(NotificationSamples.shipment(update))),
                Set.of(Channel.EMAIL, Channel.SMS));

        var decision = NotificationDecision.decide(trigger(update), contact, RULES, ENABLED, Set.of(dead), NOON);

        assertThat(decision).isInstanceOfSatisfying(Send.class, send -> {
            assertThat(send.recipients()).containsOnlyKeys(other);
            if (dead == Channel.EMAIL) {
                assertThat(send.suppressed()).containsEntry(dead, SuppressionReason.UNDELIVERABLE);
            }
        });
    }

    @Test
    void withdrawnDeliveryIsCorrectedUnlessItHappenedSince() {
        var delivered = NotificationSamples.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, NOON);
        var withdrawn = new OrderUpdate.DeliveryWithdrawn(
                EventId.of("withdrawn"), delivered.orderId(), delivered.shipment(), 1, NOON.plus(SOON));
        var underWay = NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);

        assertThat(correction(withdrawn, underWay)).isInstanceOf(Send.class);
        assertThat(correction(withdrawn, delivered)).isEqualTo(new DoNotSend(SuppressionReason.SUPERSEDED));
        assertThat(trigger(withdrawn).corrected())
                .map(NotificationTrigger::id)
                .contains(trigger(delivered).id());
    }

    private static NotificationDecision correction(OrderUpdate.DeliveryWithdrawn withdrawn, MilestoneReached current) {
        return NotificationDecision.decide(
                trigger(withdrawn),
                NotificationSamples.contact("1", "ru", current),
                RULES,
                ENABLED,
                Set.of(),
                NOON.plus(SOON));
    }

    @Test
    void decisionNeverPrintsAnAddress() {
        var decision = decide(NotificationSamples.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON), NOON);

        assertThat(decision.toString()).doesNotContain("@").doesNotContain("+7");
    }

    private static Map<Channel, String> channels(SubStatus status, Channel... consent) {
        var update = NotificationSamples.reached("1", status, NOON);
        var contact = NotificationSamples.contact(
                "1",
                "ru",
                NotificationSamples.orderWith(List.of(NotificationSamples.shipment(update))),
                Set.of(consent));
        return switch (NotificationDecision.decide(trigger(update), contact, RULES, ENABLED, Set.of(), NOON)) {
            case Send send -> send.recipients();
            case DoNotSend _ -> Map.of();
        };
    }

    private static NotificationDecision decide(OrderUpdate update, Instant now) {
        return NotificationDecision.suppressionReason(trigger(update), RULES, now)
                .<NotificationDecision>map(DoNotSend::new)
                .orElseGet(() -> NotificationDecision.decide(
                        trigger(update),
                        NotificationSamples.contact("1", "ru", update),
                        RULES,
                        ENABLED,
                        Set.of(),
                        now));
    }

    private static NotificationTrigger trigger(@Nullable OrderUpdate update) {
        return NotificationTrigger.of(update).orElseThrow();
    }
}
