package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    @Test
    void calendarHasYearsOfFourDigits() {
        assertThat(Checks.isInCalendar(LocalDate.of(0, 1, 1))).isTrue();
        assertThat(Checks.isInCalendar(LocalDate.of(9999, 12, 31))).isTrue();
        assertThat(Checks.isInCalendar(LocalDate.of(-1, 12, 31))).isFalse();
        assertThat(Checks.isInCalendar(LocalDate.of(10_000, 1, 1))).isFalse();
        assertThat(Checks.isInCalendar(Instant.parse("9999-12-31T23:59:59.999Z")))
                .isTrue();
        assertThat(Checks.isInCalendar(Instant.parse("+10000-01-01T00:00:00Z"))).isFalse();
        assertThat(Checks.isInCalendar(Instant.parse("-0001-12-31T23:59:59Z"))).isFalse();
    }

    /** Such records stand in the topics of an earlier release. (issue 11, A1) */
    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01", "+292278995-01-01", "+10000-01-01"})
    void lastDayOutsideOfTheCalendarIsReadAsNone(String day) {
        assertThat(new Details(null, null, null, LocalDate.parse(day), false, null, null))
                .isEqualTo(Details.NONE);
        assertThat(reached(Samples.NOON, LocalDate.parse(day)).storageDeadline())
                .isNull();
    }

    @Test
    void timesOutsideOfTheCalendarAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckpointTime(Instant.MAX, null, ZoneQuality.EXPLICIT));
        assertThatIllegalArgumentException().isThrownBy(() -> reached(Instant.MIN, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Eta(
                        LocalDate.parse("2027-05-12"), LocalDate.MAX, null, null, Eta.Source.COURIER, Samples.NOON));
    }

    private static MilestoneReached reached(Instant occurredAt, LocalDate storageDeadline) {
        var status = SubStatus.AWAITING_COLLECTION;
        return new MilestoneReached(
                EventId.of("1"),
                OrderId.of(new OrderNumber("10042")),
                Samples.shipment("10112345678"),
                status.milestone(),
                status,
                Direction.FORWARD,
                1,
                null,
                ChangeOrigin.LIVE,
                occurredAt,
                null,
                storageDeadline,
                Samples.NOON);
    }
}
