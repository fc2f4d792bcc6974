package dev.waymark.local;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Customers, orders and shipments that no other test knows. */
final class Samples {

    private Samples() {}

    /** A customer's ways to be reached. */
    record Customer(String email, String phone) {

        static Customer fresh() {
            var number = ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
            return new Customer("anna" + number + "@example.com", "+7916" + number);
        }
    }

    static ShopOrder order(Customer customer, List<Channel> channels, ShipmentKey... shipments) {
        var number = ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        var today = LocalDate.now(java.time.ZoneOffset.UTC);
        return new ShopOrder(
                new OrderNumber("T-" + number),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                new ShopOrder.Customer(
                        null,
                        "Анна Петрова",
                        customer.email(),
                        customer.phone(),
                        null,
                        "ru",
                        "Europe/Moscow",
                        channels),
                List.of(new ShopOrder.Item("K-1", "Чайник дорожный", 1)),
                new ShopOrder.Promise(today.plusDays(1), today.plusDays(3)),
                new ShopOrder.Destination(
                        ShopOrder.Destination.Kind.COURIER, "RU", "Москва", "119019", "ул. Новый Арбат, 15, кв. 4"),
                Stream.of(shipments).map(ShipmentAssignment::of).toList());
    }

    static ShipmentKey key(String courier, String number) {
        return new ShipmentKey(new CourierCode(courier), new TrackingNumber(number));
    }

    /** Ten digits, as CDEK has them. */
    static String cdekNumber() {
        return String.valueOf(ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L));
    }

    /** Twelve digits, as FedEx has them. */
    static String fedExNumber() {
        return String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L));
    }

    /** {@code 1Z} and sixteen digits, the last of them right: every second one counts twice. */
    static String upsNumber() {
        var serial = String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 1_000_000_000_000_000L));
        var sum = IntStream.range(0, serial.length())
                .map(i -> Character.digit(serial.charAt(i), 10) * (1 + i % 2))
                .sum();
        return "1Z" + serial + (10 - sum % 10) % 10;
    }
}
