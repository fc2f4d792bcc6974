package dev.waymark.gateway.pages.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    private static final Instant RECEIVED = Instant.parse("2027-05-12T10:30:00Z");
    private static final LocalizedContext TOKYO = new LocalizedContext(
            MessageBundle.of("gateway", Language.valueOf("en")), ZoneId.of("Asia/Tokyo"), false, RECEIVED);

    /** Half past seven in the evening in Tokyo. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EXPLICIT      | 2027-05-12T10:24:00Z     | today, 19:24    | 2027-05-12T19:24+09:00",
                "SUSPECT       | 2027-05-12T19:24:00Z     | today, 19:24    | 2027-05-12T19:24",
                "ASSUMED       | 2027-05-12 19:24:31      | today, 19:24    | 2027-05-12T19:24",
                "SUSPECT       | 2027-05-12T19:31:00Z     | today           | 2027-05-12",
                "SUSPECT       | 2062-05-12T19:24:00Z     | today           | 2027-05-12",
                "ASSUMED       | 20270512 192400          | today           | 2027-05-12",
                "DATE_ONLY     | 2027-05-11               | yesterday       | 2027-05-11",
                "DATE_ONLY     | 2027-05-13               | today           | 2027-05-12"
            })
    void doubtfulTimeIsShownAsPrintedAndNeverAsTomorrow(
            ZoneQuality quality, String printed, String shown, String machine) {
        var at = quality == ZoneQuality.EXPLICIT ? Instant.parse(printed) : RECEIVED;
        var entry = new TimelineEntry(
                "c1",
                TimelineEntry.Kind.STATUS,
                Milestone.IN_TRANSIT,
                SubStatus.ARRIVED,
                null,
                Direction.FORWARD,
                at,
                printed,
                quality,
                null,
                null,
                null,
                null,
                null,
                null,
                null);

        var line = Timeline.entry(entry, new CourierCode("easypost"), TOKYO);

        assertThat(line.when().replace('\u00a0', ' ')).isEqualToIgnoringCase(shown);
        assertThat(line.machine()).isEqualTo(machine);
    }
}
