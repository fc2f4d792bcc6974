package dev.waymark.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.OrderEvent.LinksRevoked;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.OrderUpdate.OrderLinksRevoked;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedOrderTest {

    private static final Instant NOON = Instant.parse("2027-05-12T09:00:00Z");
    private static final OrderNumber NUMBER = new OrderNumber("10042");

    private final TrackedOrder placed = TrackedOrder.placed(
            new Order(new OrderPlaced(
                    EventId.of("placed"),
                    OrderId.of(NUMBER),
                    NUMBER,
                    NOON,
                    NOON,
                    "p-1",
                    "sealed",
                    "ru",
                    "Europe/Moscow",
                    List.of(Channel.EMAIL),
                    List.of(),
                    null,
                    null,
                    List.of())),
            new OrderIndex(List.of("owner"), List.of("term"), List.of("generation 0"), false));

    @Test
    void eachRevocationRaisesTheGenerationOnceInWhateverBatchItComesAgain() {
        var once = revoked(placed, "first");
        var twice = revoked(once, "second");

        assertThat(twice.order().linkGeneration()).isEqualTo(2);
        assertThat(revoked(revoked(twice, "first"), "second")).isEqualTo(twice);
        assertThat(twice.index())
                .isEqualTo(new OrderIndex(List.of("owner"), List.of("term"), List.of("generation 2"), false));
        assertThat(twice.outbox().stream()
                        .filter(OrderLinksRevoked.class::isInstance)
                        .distinct())
                .hasSize(2);
    }

    private static TrackedOrder revoked(TrackedOrder order, String event) {
        return order.revokeLinks(
                new LinksRevoked(EventId.of(event), order.key(), NOON),
                changed -> List.of("generation " + changed.linkGeneration()));
    }
}
