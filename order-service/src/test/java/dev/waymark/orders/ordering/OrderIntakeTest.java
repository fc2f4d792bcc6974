package dev.waymark.orders.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderIntakeTest {

    @Test
    void contentIsTheSameInEveryProcess() {
        var addresses = Map.of(Channel.TELEGRAM, "5550100", Channel.SMS, "+79161112233", Channel.EMAIL, "a@b.example");

        assertThat(OrderIntake.content(order(addresses)))
                .contains("addresses={EMAIL=a@b.example, SMS=+79161112233, TELEGRAM=5550100}");
    }

    @Test
    void contentWithoutAddressesIsWhatAnEarlierReleaseCompared() {
        assertThat(OrderIntake.content(order(null)))
                .isEqualTo("ShopOrder[orderNumber=10042, placedAt=2026-11-27T12:00:00Z, "
                        + "customer=Customer[customerId=null, name=Anna, email=a@b.example, phone=null, language=en, "
                        + "timeZone=Europe/Berlin, channels=[EMAIL]], items=[Item[sku=null, name=Kettle, quantity=1]], "
                        + "promise=null, destination=null, shipments=[]]");
    }

    private static ShopOrder order(@Nullable Map<Channel, String> addresses) {
        return new ShopOrder(
                new OrderNumber("10042"),
                Instant.parse("2026-11-27T12:00:00Z"),
                new ShopOrder.Customer(
                        null, "Anna", "a@b.example", null, addresses, "en", "Europe/Berlin", List.of(Channel.EMAIL)),
                List.of(new ShopOrder.Item(null, "Kettle", 1)),
                null,
                null,
                List.of());
    }
}
