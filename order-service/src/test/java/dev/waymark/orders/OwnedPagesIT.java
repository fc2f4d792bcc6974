package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.events.EventId;
import dev.waymark.events.OrderId;
import dev.waymark.events.OrderNumber;
import dev.waymark.events.Samples;
import dev.waymark.events.order.OrderEvent.OrderPlaced;
import dev.waymark.events.order.ShopOrder;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.projection.OrderIndex;
import dev.waymark.orders.projection.OrderStore;
import dev.waymark.orders.projection.TrackedOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class OwnedPagesIT extends RunningOrderService {

    @Autowired
    private OrderStore orders;

    /** Few moments and many orders: most of them share theirs with another, and pages end in the midst of one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ordersThatComeWhileSomebodyTurnsPagesLoseNoneAndRepeatNone(long seed) {
        var random = new Random(seed);
        var owner = owner();
        var there = IntStream.range(0, 12)
                .mapToObj(i -> kept(owner, random.nextInt(4)))
                .toList();
        var limit = 1 + random.nextInt(3);
        var moments = IntStream.range(0, 20).map(i -> random.nextInt(6) - 1).toArray();

        var coming = CompletableFuture.runAsync(() -> IntStream.of(moments).forEach(hour -> kept(owner, hour)));
        var seen = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            // Some more between two pages for certain, whatever the other thread is at.
            kept(owner, random.nextInt(6) - 1);
            var page = body(page(owner, limit, cursor));
            page.get("orders").forEach(seen::add);
            assertThat(seen.size()).isLessThan(200);
            cursor = page.has("next") ? page.get("next").asString() : null;
        } while (cursor != null);
        coming.join();

        var numbers =
                seen.stream().map(order -> order.get("orderNumber").asString()).toList();
        assertThat(numbers).doesNotHaveDuplicates().containsAll(there);
        assertThat(seen.stream()
                        .map(order -> order.get("placedAt").asString()
                                + order.get("orderId").asString())
                        .toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void cursorThatIsNotOursOpensNothing() {
        var owner = owner();
        IntStream.range(0, 3).forEach(i -> kept(owner, i));
        var cursor = body(page(owner, 1, null)).get("next").asString();
        var written = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        var strangers = new ArrayList<>(List.of(
                "",
                "?",
                "....",
                cursor.substring(0, cursor.length() / 2),
                cursor + cursor,
                encoded("0" + written),
                encoded("0.o-" + "0".repeat(32) + ".x"),
                encoded("now.here.x"),
                encoded(written.substring(0, written.lastIndexOf('.')))));
        for (var i = 0; i < cursor.length() - 1; i += 7) {
            var other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            strangers.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
        }

        strangers.forEach(stranger -> problem(page(owner, 1, stranger), 400, "cursor-invalid"));
        problem(page(owner(), 1, cursor), 400, "cursor-invalid");
        assertThat(body(page(owner, 1, cursor)).get("orders").size()).isEqualTo(1);
    }

    private WebTestClient.RequestHeadersSpec<?> page(String owner, int limit, String cursor) {
        return cursor == null
                ? get("orders:read.own", "/internal/people/{owner}/orders?limit={limit}", owner, limit)
                : get(
                        "orders:read.own",
                        "/internal/people/{owner}/orders?limit={limit}&cursor={cursor}",
                        owner,
                        limit,
                        cursor);
    }

    private String kept(String owner, int hours) {
        var number = number();
        var id = OrderId.of(new OrderNumber(number));
        var order = Order.placed(new OrderPlaced(
                EventId.of("order-placed", id.value()),
                id,
                new OrderNumber(number),
                Samples.NOON,
                Samples.NOON.plus(Duration.ofHours(hours)),
                "nobody",
                "sealed",
                "ru",
                "Europe/Moscow",
                List.of(),
                List.of(new ShopOrder.Item(null, "Чашка", 1)),
                null,
                null,
                List.of()));
        var index = new OrderIndex(List.of(owner), List.of(), number, number, false);
        assertThat(orders.save(List.of(new TrackedOrder(order, index, 1, List.of())))
                        .block())
                .isTrue();
        return number;
    }

    private static String owner() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
