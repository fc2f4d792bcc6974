package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaxonomyTest {

    @Test
    void twelveMilestonesFortySubStatusesAndThreeNotices() {
        assertThat(Milestone.values()).hasSize(12);
        assertThat(SubStatus.values()).hasSize(40);
        assertThat(Notice.values()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Milestone.class)
    void everyMilestoneHasASubStatus(Milestone milestone) {
        assertThat(SubStatus.values()).anyMatch(status -> status.milestone() == milestone);
    }

    @Test
    void onlyALostParcelMayTurnUpAgain() {
        assertThat(Arrays.stream(SubStatus.values()).filter(status -> status.finality() == Finality.SOFT))
                .containsExactly(SubStatus.LOST);
    }

    @Test
    void allThatEndsAJourneyIsDeliveredReturnedCancelledOrDisposedOf() {
        assertThat(Arrays.stream(SubStatus.values()).filter(status -> status.finality() == Finality.FINAL))
                .allMatch(status -> status == SubStatus.DISPOSED
                        || status.milestone() == Milestone.DELIVERED
                        || status.milestone() == Milestone.RETURNED
                        || status.milestone() == Milestone.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void whateverMovesOnTheWayBackMovesToTheSender(SubStatus status) {
        var expected = switch (status) {
            case UNMAPPED, TRACKING_ENDED, LABEL_CREATED, COLLECTION_FAILED -> status;
            case ACCEPTED, DEPARTED, ARRIVED, MOVING, AT_DELIVERY_DEPOT, REDIRECTED -> SubStatus.RETURN_MOVING;
            case CUSTOMS_STARTED, CUSTOMS_HELD, CUSTOMS_CLEARED, CUSTOMS_REFUSED -> SubStatus.RETURN_MOVING;
            case OUT_FOR_DELIVERY, AWAITING_COLLECTION, COLLECTION_REMINDER, STORAGE_EXPIRED -> SubStatus.RETURN_MOVING;
            case ATTEMPT_ABSENT,
                    ATTEMPT_REFUSED,
                    ATTEMPT_ADDRESS,
                    ATTEMPT_NO_ACCESS,
                    ATTEMPT_PAYMENT_OR_ID,
                    ATTEMPT_OTHER -> SubStatus.RETURN_MOVING;
            case DELAYED, HELD, ADDRESS_PROBLEM, DAMAGED, EXCEPTION_OTHER -> SubStatus.RETURN_MOVING;
            case LOST, DISPOSED -> status;
            case DELIVERED_TO_RECIPIENT, LEFT_SAFE_PLACE, LEFT_WITH_NEIGHBOUR, COLLECTED, PARTIALLY_DELIVERED ->
                SubStatus.RETURNED_TO_SENDER;
            case RETURN_STARTED, RETURN_MOVING, RETURNED_TO_SENDER, CANCELLED -> status;
        };

        assertThat(status.onTheWayBack()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void whatItMeansOnTheWayBackMeansTheSameThere(SubStatus status) {
        assertThat(status.onTheWayBack().onTheWayBack()).isEqualTo(status.onTheWayBack());
    }

    @Test
    void threeStatusesSayThatAShipmentGoesBack() {
        assertThat(Arrays.stream(SubStatus.values()).filter(SubStatus::isReturn))
                .containsExactly(SubStatus.RETURN_STARTED, SubStatus.RETURN_MOVING, SubStatus.RETURNED_TO_SENDER);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN, 1",
        "PRE_TRANSIT, 1",
        "IN_TRANSIT, 2",
        "CUSTOMS, 2",
        "OUT_FOR_DELIVERY, 3",
        "READY_FOR_PICKUP, 3",
        "ATTEMPT_FAILED, 3",
        "EXCEPTION, 2",
        "DELIVERED, 4",
        "RETURNING, 2",
        "RETURNED, 2",
        "CANCELLED, 1"
    })
    void everyMilestoneIsAStepOfTheWay(Milestone milestone, int step) {
        assertThat(milestone.progressStep()).isEqualTo(step);
    }
}
