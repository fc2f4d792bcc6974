package dev.waymark.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent.OrderPlaced;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.domain.OrderIndex;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.projection.AggregateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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

class OrderPagesIT extends RunningOrderService {

    @Autowired
    private AggregateStore<OrderId, TrackedOrder> orders;

    /** Many orders at few instants: most share theirs with another, and pages end between two of the same instant. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ordersPlacedBetweenTwoPagesAreNeitherLostNorRepeated(long seed) {
        var random = new Random(seed);
        var owner = owner();
        var placed = IntStream.range(0, 12)
                .mapToObj(i -> saved(owner, random.nextInt(4)))
                .toList();
        var limit = 1 + random.nextInt(3);
        var hours = IntStream.range(0, 20).map(i -> random.nextInt(6) - 1).toArray();

        var concurrent = CompletableFuture.runAsync(() -> IntStream.of(hours).forEach(hour -> saved(owner, hour)));
        var seen = new ArrayList<JsonNode>();
        String cursor = null;
        do {
            // At least one order between two pages, however far the other thread has come.
            saved(owner, random.nextInt(6) - 1);
            var page = body(page(owner, limit, cursor));
            page.get("orders").forEach(seen::add);
            assertThat(seen.size()).isLessThan(200);
            cursor = page.has("next") ? page.get("next").asString() : null;
        } while (cursor != null);
        concurrent.join();

        var numbers =
                seen.stream().map(order -> order.get("orderNumber").asString()).toList();
        assertThat(numbers).doesNotHaveDuplicates().containsAll(placed);
        assertThat(seen.stream()
                        .map(order -> order.get("placedAt").asString()
                                + order.get("orderId").asString())
                        .toList())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void filterFindsOwnOrdersByNumberTrackingNumberAndItem() {
        var owner = owner();
        var trackingNumber = parcel();
        var kettle = saved(owner, 3, "Чайник «Зелёный уголёк»", "TK-900", List.of());
        var sent = saved(owner, 2, "Чашка", "TK-901", List.of(Samples.shipment(trackingNumber)));
        saved(owner(), 1, "Чайник", "TK-902", List.of(Samples.shipment(trackingNumber)));

        assertThat(numbers(body(filtered(owner, "tk-900", 20, null)))).containsExactly(kettle);
        assertThat(numbers(body(filtered(owner, "уголек  ЧАЙНИК", 20, null)))).containsExactly(kettle);
        assertThat(numbers(body(filtered(
                        owner,
                        trackingNumber.substring(0, 4) + " "
                                + trackingNumber.substring(4).toLowerCase(Locale.ROOT),
                        20,
                        null))))
                .containsExactly(sent);
        assertThat(numbers(body(filtered(owner, "TK-90", 20, null)))).containsExactly(kettle, sent);
        assertThat(numbers(body(filtered(owner, "TK-902", 20, null)))).isEmpty();
        assertThat(numbers(body(filtered(owner, "самовар", 20, null)))).isEmpty();
        assertThat(numbers(body(filtered(owner, " ", 20, null)))).containsExactly(kettle, sent);
    }

    /** More orders than one page examines, so some pages are short. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 100})
    void filteredPagesContainEachMatchOnceInOrder(int limit) {
        var owner = owner();
        var all = new ArrayList<TrackedOrder>();
        var wanted = new ArrayList<String>();
        for (var i = 0; i < 230; i++) {
            var found = i % 29 == 0 || i > 225;
            var number = number();
            all.add(tracked(owner, 230 - i, found ? "Самовар" : "Чашка", number, List.of()));
            if (found) {
                wanted.add(number);
            }
        }
        assertThat(orders.save(all).block()).isTrue();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = body(filtered(owner, "самовар", limit, cursor));
            seen.addAll(numbers(page));
            assertThat(page.get("orders").size()).isLessThanOrEqualTo(limit);
            cursor = page.has("next") ? page.get("next").asString() : null;
        } while (cursor != null);

        assertThat(seen).isEqualTo(wanted);
    }

    @Test
    void cursorIsBoundToItsFilterAndOwner() {
        var owner = owner();
        IntStream.range(0, 3).forEach(i -> saved(owner, i, "Самовар", number(), List.of()));
        var cursor = body(filtered(owner, "самовар", 1, null)).get("next").asString();

        assertThat(body(filtered(owner, "Самовар ", 1, cursor)).get("orders").size())
                .isEqualTo(1);
        problem(filtered(owner, "чашка", 1, cursor), 400, "cursor-invalid");
        problem(page(owner, 1, cursor), 400, "cursor-invalid");
        problem(filtered(owner(), "самовар", 1, cursor), 400, "cursor-invalid");
    }

    @Test
    void forgedCursorIsRejected() {
        var owner = owner();
        IntStream.range(0, 3).forEach(i -> saved(owner, i));
        var cursor = body(page(owner, 1, null)).get("next").asString();
        var written = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        var forged = new ArrayList<>(List.of(
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
            forged.add(cursor.substring(0, i) + other + cursor.substring(i + 1));
        }

        forged.forEach(cursorOfNobody -> problem(page(owner, 1, cursorOfNobody), 400, "cursor-invalid"));
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

    private WebTestClient.RequestHeadersSpec<?> filtered(String owner, String query, int limit, String cursor) {
        var more = cursor == null ? "" : "&cursor=" + cursor;
        return get(
                "orders:read.own",
                "/internal/people/{owner}/orders?limit={limit}&query={query}" + more,
                owner,
                limit,
                query);
    }

    private static List<String> numbers(JsonNode page) {
        return page.get("orders")
                .valueStream()
                .map(order -> order.get("orderNumber").asString())
                .toList();
    }

    private String saved(String owner, int hours) {
        return saved(owner, hours, "Чашка", number(), List.of());
    }

    private String saved(String owner, int hours, String item, String number, List<ShipmentKey> shipments) {
        assertThat(orders.save(List.of(tracked(owner, hours, item, number, shipments)))
                        .block())
                .isTrue();
        return number;
    }

    private static TrackedOrder tracked(
            String owner, int hours, String item, String number, List<ShipmentKey> shipments) {
        var id = OrderId.of(new OrderNumber(number));
        var order = new Order(new OrderPlaced(
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
                List.of(new ShopOrder.Item(null, item, 1)),
                null,
                null,
                shipments.stream().map(ShipmentAssignment::of).toList()));
        var index = new OrderIndex(List.of(owner), List.of(), List.of(number), false);
        return new TrackedOrder(order, index, 1, List.of());
    }

    private static String owner() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
