package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.embedded.junit.Broker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrderJourneyIT extends RunningOrderService {

    @Test
    void orderPlacedByHttpShowsTheCourierEvents() {
        var number = number();
        var parcel = parcel();

        placed(number, withParcel(number, parcel));
        tell(Samples.accepted(parcel));
        tell(Samples.outForDelivery(parcel));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/orders/{number}", number)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.summary.status")
                        .isEqualTo("OUT_FOR_DELIVERY")
                        .jsonPath("$.shipments[0].timeline.length()")
                        .isEqualTo(2)
                        .jsonPath("$.customer")
                        .doesNotExist());
    }

    @Test
    void eventsBeforeTheirOrderAreKeptAndJoinedLater() {
        var number = number();
        var parcel = parcel();
        tell(Samples.accepted(parcel));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get("orders:read", "/api/shipments/cdek/{parcel}", parcel)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.customerStatus")
                        .isEqualTo("ACCEPTED"));

        placed(number, withParcel(number, parcel));

        var orderId = OrderId.of(new OrderNumber(number)).value();
        try (var topic = Broker.shared().fromBeginning(Topics.ORDER_UPDATES)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(updates(topic, orderId))
                            .extracting(update -> update.getClass().getSimpleName())
                            .contains("OrderConfirmed", "ShipmentAttached", "MilestoneReached"));
            assertThat(updates(topic, orderId))
                    .filteredOn(OrderUpdate.MilestoneReached.class::isInstance)
                    .singleElement()
                    .extracting(update ->
                            ((OrderUpdate.MilestoneReached) update).origin().name())
                    .isEqualTo("BACKFILL");
        }
    }
}
