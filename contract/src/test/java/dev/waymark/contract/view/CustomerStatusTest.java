package dev.waymark.contract.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.SubStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerStatusTest {

    private static final Details ACTION_REQUIRED = new Details(null, null, null, null, true, null, null);

    @ParameterizedTest
    @CsvSource({
        "UNMAPPED, UNKNOWN",
        "TRACKING_ENDED, NO_NEWS",
        "LABEL_CREATED, ANNOUNCED",
        "ACCEPTED, ACCEPTED",
        "ARRIVED, IN_TRANSIT",
        "CUSTOMS_HELD, CUSTOMS",
        "OUT_FOR_DELIVERY, OUT_FOR_DELIVERY",
        "STORAGE_EXPIRED, NOT_COLLECTED",
        "ATTEMPT_REFUSED, ATTEMPT_FAILED",
        "DELAYED, EXCEPTION",
        "DISPOSED, DISPOSED",
        "LOST, LOST",
        "COLLECTED, DELIVERED",
        "RETURN_STARTED, RETURNING",
        "RETURNED_TO_SENDER, RETURNED",
        "CANCELLED, CANCELLED"
    })
    void everyStatusIsOneOfTheCustomers(SubStatus status, CustomerStatus customerStatus) {
        assertThat(CustomerStatus.of(status, Details.NONE)).isEqualTo(customerStatus);
    }

    @Test
    void onlyCustomsThatWaitForTheCustomerRequireAction() {
        assertThat(CustomerStatus.of(SubStatus.CUSTOMS_HELD, ACTION_REQUIRED)).isEqualTo(CustomerStatus.CUSTOMS_ACTION);
        assertThat(CustomerStatus.of(SubStatus.CUSTOMS_STARTED, ACTION_REQUIRED))
                .isEqualTo(CustomerStatus.CUSTOMS);
    }

    @Test
    void onlyWhatIsNotYetNearTheCustomerCanBeLate() {
        assertThat(Arrays.stream(CustomerStatus.values()).filter(CustomerStatus::canBeLate))
                .containsExactlyInAnyOrder(
                        CustomerStatus.PLACED,
                        CustomerStatus.ANNOUNCED,
                        CustomerStatus.ACCEPTED,
                        CustomerStatus.IN_TRANSIT);
    }

    @ParameterizedTest
    @CsvSource({
        "PLACED, 0",
        "ANNOUNCED, 1",
        "CUSTOMS_ACTION, 2",
        "ATTEMPT_FAILED, 3",
        "NOT_COLLECTED, 3",
        "DELIVERED, 4"
    })
    void aStatusSaysHowFarTheShipmentHasCome(CustomerStatus status, int step) {
        assertThat(status.progressStep()).hasValue(step);
    }

    @ParameterizedTest
    @CsvSource({"EXCEPTION", "RETURNING", "RETURNED", "LOST", "DISPOSED", "CANCELLED", "NO_NEWS", "UNKNOWN"})
    void troubleDoesNotUndoAStepThatWasMade(CustomerStatus status) {
        assertThat(status.progressStep()).isEmpty();
    }
}
