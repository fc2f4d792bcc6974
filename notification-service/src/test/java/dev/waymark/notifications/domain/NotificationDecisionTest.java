package dev.waymark.notifications.domain;

import static dev.waymark.notifications.News.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.News;
import dev.waymark.notifications.domain.NotificationDecision.DoNotSend;
import dev.waymark.notifications.domain.NotificationDecision.Send;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationDecisionTest {

    private static final NotificationRules RULES = NotificationRules.DEFAULT;
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
        var decision = decide(News.reached("1", status, NOON), NOON.plus(SOON));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Send.class, send -> assertThat(send.occasion().kind()).isEqualTo(kind));
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
    void otherMilestonesAreOnThePageOnly(SubStatus status) {
        assertThat(NotificationDecision.occasion(News.reached("1", status, NOON)))
                .isEmpty();
    }

    @Test
    void scanThatMovesNoMilestoneIsNoOccasion() {
        assertThat(NotificationDecision.occasion(News.timeline("1", NOON))).isEmpty();
    }

    @Test
    void parcelOnItsWayBackIsNotAnnouncedAsComing() {
        var forward = News.reached("1", SubStatus.AWAITING_COLLECTION, NOON);
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

        assertThat(NotificationDecision.occasion(back)).isEmpty();
    }

    @Test
    void secondWayThroughTransitIsNotASecondSettingOff() {
        assertThat(NotificationDecision.occasion(News.reached("1", SubStatus.ACCEPTED, 2, ChangeOrigin.LIVE, NOON)))
                .isEmpty();
    }

    @Test
    void secondAttemptIsNewsAgain() {
        var first = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.LIVE, NOON);
        var second = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 2, ChangeOrigin.LIVE, NOON);

        assertThat(occasion(first).id()).isNotEqualTo(occasion(second).id());
    }

    @Test
    void deliveredBeforeWeHeardOfItIsBackfill() {
        var update = News.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, 1, ChangeOrigin.BACKFILL, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isEqualTo(new DoNotSend(Reason.BACKFILL));
    }

    @Test
    void underWayWhenWeFirstHeardOfItIsTold() {
        var update = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.BACKFILL, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isInstanceOf(Send.class);
    }

    @Test
    void correctionIsSilent() {
        var update = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.CORRECTION, NOON);

        assertThat(decide(update, NOON.plus(SOON))).isEqualTo(new DoNotSend(Reason.CORRECTED));
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
    void newsGrowsOld(SubStatus status, Duration later, boolean isNews) {
        var decision = decide(News.reached("1", status, NOON), NOON.plus(later));

        if (isNews) {
            assertThat(decision).isInstanceOf(Send.class);
        } else {
            assertThat(decision).isEqualTo(new DoNotSend(Reason.STALE_EVENT));
        }
    }

    @Test
    void driverWhoLoadsInTheEveningIsStillNewsForAWhile() {
        var evening = Instant.parse("2027-05-12T15:30:00Z");
        var update = News.reached("1", SubStatus.OUT_FOR_DELIVERY, evening);

        assertThat(decide(update, evening.plus(SOON))).isInstanceOf(Send.class);
        assertThat(decide(update, evening.plus(Duration.ofHours(3)))).isEqualTo(new DoNotSend(Reason.STALE_EVENT));
    }

    @Test
    void parcelThatMovedOnSupersedes() {
        var out = News.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);
        var delivered = News.reached("1", SubStatus.DELIVERED_TO_RECIPIENT, NOON.plus(SOON));

        assertThat(NotificationDecision.decide(
                        occasion(out), News.contact("1", "ru", delivered), RULES, NOON.plus(SOON)))
                .isEqualTo(new DoNotSend(Reason.SUPERSEDED));
    }

    @Test
    void laterVisitToTheSameMilestoneSupersedes() {
        var first = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 1, ChangeOrigin.LIVE, NOON);
        var second = News.reached("1", SubStatus.OUT_FOR_DELIVERY, 2, ChangeOrigin.LIVE, NOON.plus(SOON));

        assertThat(NotificationDecision.decide(
                        occasion(first), News.contact("1", "ru", second), RULES, NOON.plus(SOON)))
                .isEqualTo(new DoNotSend(Reason.SUPERSEDED));
    }

    @Test
    void channelsGoByKindChoiceAndAddress() {
        assertThat(channels(SubStatus.ACCEPTED, Channel.EMAIL, Channel.SMS)).containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.OUT_FOR_DELIVERY, Channel.EMAIL, Channel.SMS))
                .containsOnlyKeys(Channel.EMAIL, Channel.SMS);
        assertThat(channels(SubStatus.OUT_FOR_DELIVERY, Channel.EMAIL)).containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT, Channel.EMAIL, Channel.SMS))
                .containsOnlyKeys(Channel.EMAIL);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT, Channel.SMS)).containsOnlyKeys(Channel.SMS);
        assertThat(channels(SubStatus.DELIVERED_TO_RECIPIENT)).isEmpty();
    }

    @Test
    void channelLeftOutIsRecordedWithItsReason() {
        var update = News.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON);
        var known = News.contact("1", "ru", update);
        var unreachable = new Contact(
                known.orderId(),
                known.orderNumber(),
                null,
                null,
                known.phone(),
                "ru",
                known.timeZone(),
                List.of(Channel.EMAIL),
                known.linkToken(),
                known.smsLinkToken(),
                known.order());

        var decision = NotificationDecision.decide(occasion(update), unreachable, RULES, NOON);

        assertThat(decision).isInstanceOfSatisfying(Send.class, send -> {
            assertThat(send.to()).isEmpty();
            assertThat(send.leftOut())
                    .isEqualTo(Map.of(Channel.EMAIL, Reason.NO_CONTACT, Channel.SMS, Reason.NO_CONSENT));
        });
    }

    @Test
    void decisionNeverPrintsAnAddress() {
        var decision = decide(News.reached("1", SubStatus.OUT_FOR_DELIVERY, NOON), NOON);

        assertThat(decision.toString()).doesNotContain("@").doesNotContain("+7");
    }

    private static Map<Channel, String> channels(SubStatus status, Channel... chosen) {
        var update = News.reached("1", status, NOON);
        var contact = News.contact("1", "ru", News.orderWith(List.of(News.parcel(update))), List.of(chosen));
        return NotificationDecision.decide(occasion(update), contact, RULES, NOON)
                .match(Send::to, no -> Map.of());
    }

    private static NotificationDecision decide(OrderUpdate update, Instant now) {
        return NotificationDecision.decide(occasion(update), News.contact("1", "ru", update), RULES, now);
    }

    private static Occasion occasion(@Nullable OrderUpdate update) {
        return NotificationDecision.occasion(update).orElseThrow();
    }
}
