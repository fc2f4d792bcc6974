package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Finality;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
