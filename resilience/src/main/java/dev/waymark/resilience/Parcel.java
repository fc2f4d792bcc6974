package dev.waymark.resilience;

import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoScript;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One order and its only shipment, as the generator plans it.
 *
 * @param reports what its courier will report, in the order in which it is sent
 */
record Parcel(ShopOrder order, ShipmentKey shipment, List<Report> reports) implements Request {

    /** The SMS centre of {@code local} has numbers that nobody has: those that end in six zeros. */
    private static final int NUMBERS_IN_USE = 1_000_001;

    private static final DemoScript SCRIPT = DemoScript.load();
    private static final List<String> COURIERS = List.of("cdek", "easypost", "waymark");
    private static final List<String> JOURNEY = List.of("accepted", "in-transit", "arrived", "out-for-delivery");

    /** The last thing that happens; nothing where it stays out for delivery. */
    private static final List<String> ENDS = List.of("", "", "ready-for-pickup", "delivered");

    private static final List<List<Channel>> CHANNELS =
            List.of(List.of(Channel.EMAIL), List.of(Channel.SMS), List.of(Channel.EMAIL, Channel.SMS));

    /** How often a courier that shuffles says each thing. */
    private static final int COPIES = 5;

    private static final long SECONDS_BETWEEN_SCANS = 10;

    /** One webhook. What it reports is known by its time: no two scans of a parcel have one. */
    record Report(Scan scan, Webhook webhook) implements Request {

        /** As its courier sends it at {@code now}: Standard Webhooks are signed anew each time. */
        Webhook sentAt(Instant now, Secrets secrets) {
            return scan.shipment().courier().value().equals("waymark")
                    ? WaymarkWebhooks.signed(secrets.waymarkSecret(), webhook.body(), now)
                    : webhook;
        }
    }

    /** One thing that happened to a parcel. */
    record Scan(ShipmentKey shipment, Instant occurredAt) {}

    /** The {@code number}th parcel, all of it drawn from {@code random}. A third comes fully shuffled, everything five times. */
    static Parcel plan(int number, Random random, Secrets secrets, Instant now) {
        var courier = COURIERS.get(random.nextInt(COURIERS.size()));
        var trackingNumber = String.valueOf(1_000_000_000L + number * 997L + random.nextInt(997));
        var shipment = new ShipmentKey(new CourierCode(courier), new TrackingNumber(trackingNumber));
        var steps = new ArrayList<>(JOURNEY);
        steps.add(ENDS.get(random.nextInt(ENDS.size())));
        steps.remove("");
        var shuffled = random.nextInt(3) == 0;
        var first = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(SECONDS_BETWEEN_SCANS * (steps.size() + 1L));
        var reports = new ArrayList<Report>();
        for (var i = 0; i < steps.size(); i++) {
            var at = first.plusSeconds(SECONDS_BETWEEN_SCANS * i);
            for (var copy = 0; copy < (shuffled ? COPIES : 1); copy++) {
                reports.add(new Report(new Scan(shipment, at), webhook(steps.get(i), shipment, at, copy, secrets)));
            }
        }
        if (shuffled) {
            Collections.shuffle(reports, random);
        }
        var channels = CHANNELS.get(random.nextInt(CHANNELS.size()));
        return new Parcel(order(number, channels, shipment, now), shipment, List.copyOf(reports));
    }

    /** Copies differ in a space, or in an id: else they would be taken for the same request. */
    private static Webhook webhook(String step, ShipmentKey shipment, Instant at, int copy, Secrets secrets) {
        var courier = shipment.courier().value();
        var webhook = SCRIPT.scan(step)
                .flatMap(scan -> scan.from(courier, shipment.trackingNumber().value(), secrets, at))
                .orElseThrow();
        return courier.equals("easypost")
                ? webhook
                : new Webhook(webhook.path(), webhook.headers(), webhook.body() + " ".repeat(copy));
    }

    private static ShopOrder order(int number, List<Channel> channels, ShipmentKey shipment, Instant now) {
        return new ShopOrder(
                new OrderNumber("F-" + number),
                now.truncatedTo(ChronoUnit.SECONDS),
                new ShopOrder.Customer(
                        null,
                        "Ann Bench",
                        channels.contains(Channel.EMAIL) ? "bench%d@example.com".formatted(number) : null,
                        channels.contains(Channel.SMS) ? "+7916%07d".formatted(NUMBERS_IN_USE + number) : null,
                        null,
                        "en",
                        "Europe/Moscow",
                        channels),
                List.of(new ShopOrder.Item("K-1", "Kettle", 1)),
                null,
                null,
                List.of(ShipmentAssignment.of(shipment)));
    }
}
