package dev.waymark.local.demo;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.WaymarkWebhooks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** The demo: shipments that go well and badly, as their couriers report them. */
public final class DemoScript {

    private static final Duration BEFORE = Duration.ofMinutes(20);

    private final DemoRunner runner;
    private final Secrets secrets;
    private final DemoState state;
    private final Clock clock;

    public DemoScript(DemoRunner runner, Secrets secrets, DemoState state, Clock clock) {
        this.runner = runner;
        this.secrets = secrets;
        this.state = state;
        this.clock = clock;
    }

    public void playAll() throws IOException, InterruptedException {
        manualShipment();
        delivered();
        failedAttemptThenPickup();
        wrongScanTakenBack();
        delayed();
        returned();
        twoShipments();
        scansBeforeTheOrder();
        badWebhooks();
    }

    private void manualShipment() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = cdek(numbers);
        runner.scenario(numbers.order(), "on its way with CDEK; its next news is yours to send");
        runner.order(order(
                numbers, DemoPeople.ANNA, item("Кофе в зёрнах, 1 кг", 1), List.of(key("cdek", shipment.number()))));
        runner.courier("CDEK: registered", shipment.status("CREATED", "Новосибирск", clock.instant()));
        runner.courier(
                "CDEK: accepted", shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Новосибирск", clock.instant()));
        runner.courier("CDEK: on its way", shipment.status("SENT_TO_RECIPIENT_CITY", "Новосибирск", clock.instant()));
        var tomorrow = LocalDate.now(clock).plusDays(1);
        runner.courier(
                "CDEK: a time agreed",
                shipment.agreed(tomorrow, LocalTime.of(11, 0), LocalTime.of(18, 0), clock.instant()));
        state.keep(new DemoState.ManualShipment(numbers.order(), "cdek", shipment.number()));
    }

    private void delivered() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = easyPost(numbers).expected(LocalDate.now(clock));
        runner.scenario(numbers.order(), "a real history of FedEx, as EasyPost sends it, up to the door");
        runner.order(order(
                numbers,
                DemoPeople.JAMES,
                item("ProgressBar map, waterproof", 2),
                List.of(key("easypost", shipment.number()))));
        for (var scan = 0; scan < shipment.realScans(); scan++) {
            shipment.nextRealScan(clock.instant());
            runner.courier("EasyPost: scan " + (scan + 1), shipment.webhook(clock.instant()));
        }
        shipment.scan("out_for_delivery", "out_for_delivery", "On FedEx vehicle for delivery", clock.instant());
        runner.courier("EasyPost: out for delivery", shipment.webhook(clock.instant()));
        runner.courier("EasyPost: the same once more", shipment.webhook(clock.instant()));
        shipment.scan("delivered", "arrived_at_destination", "Delivered", clock.instant());
        runner.courier("EasyPost: delivered", shipment.webhook(clock.instant()));
    }

    private void failedAttemptThenPickup() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = cdek(numbers);
        runner.scenario(numbers.order(), "nobody at home, then it waits at a pickup point");
        runner.order(order(
                numbers, DemoPeople.ANNA, item("Палатка двухместная", 1), List.of(key("cdek", shipment.number()))));
        runner.courier("CDEK: accepted", shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", clock.instant()));
        runner.courier("CDEK: with the courier", shipment.status("TAKEN_BY_COURIER", "Москва", clock.instant()));
        runner.courier("CDEK: nobody there", shipment.problem("13", clock.instant()));
        runner.courier(
                "CDEK: at a pickup point", shipment.status("ACCEPTED_AT_PICK_UP_POINT", "Москва", clock.instant()));
    }

    private void wrongScanTakenBack() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = cdek(numbers);
        runner.scenario(numbers.order(), "“delivered” by mistake, and taken back");
        runner.order(order(numbers, DemoPeople.IVAN, item("Термос", 1), List.of(key("cdek", shipment.number()))));
        runner.courier(
                "CDEK: accepted", shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Екатеринбург", clock.instant()));
        runner.courier("CDEK: with the courier", shipment.status("TAKEN_BY_COURIER", "Пермь", clock.instant()));
        var mistake = clock.instant();
        runner.courier("CDEK: delivered", shipment.status("DELIVERED", "Пермь", mistake));
        runner.courier("CDEK: no, it was not", shipment.retraction("DELIVERED", "Пермь", mistake, clock.instant()));
    }

    private void delayed() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = new WaymarkWebhooks(secrets.waymarkSecret(), numbers.own());
        var today = LocalDate.now(clock);
        runner.scenario(numbers.order(), "a courier without an API of its own; the date moves");
        runner.order(
                order(numbers, DemoPeople.JAMES, item("Enamel mug", 4), List.of(key("waymark", shipment.number()))));
        runner.courier(
                "own format: accepted",
                shipment.status(
                        "ACCEPTED", "Newark", "Accepted", clock.instant(), today.plusDays(1), today.plusDays(2)));
        runner.courier(
                "own format: late",
                shipment.status(
                        "DELAYED",
                        "Newark",
                        "Truck broke down",
                        clock.instant(),
                        today.plusDays(4),
                        today.plusDays(5)));
    }

    private void returned() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = easyPost(numbers);
        runner.scenario(numbers.order(), "refused at the door and on its way back");
        runner.order(order(
                numbers, DemoPeople.JAMES, item("Hiking boots, 44", 1), List.of(key("easypost", shipment.number()))));
        shipment.realHistory(clock.instant().minus(BEFORE));
        runner.courier("EasyPost: its whole history at once", shipment.webhook(clock.instant()));
        shipment.scan("out_for_delivery", "out_for_delivery", "On FedEx vehicle for delivery", clock.instant());
        runner.courier("EasyPost: out for delivery", shipment.webhook(clock.instant()));
        shipment.scan("failure", "refused", "Refused by recipient", clock.instant());
        runner.courier("EasyPost: refused", shipment.webhook(clock.instant()));
        shipment.scan("return_to_sender", "return", "Returning to shipper", clock.instant());
        runner.courier("EasyPost: on its way back", shipment.webhook(clock.instant()));
    }

    private void twoShipments() throws IOException, InterruptedException {
        var numbers = state.next();
        var first = cdek(numbers);
        var second = new WaymarkWebhooks(secrets.waymarkSecret(), numbers.own());
        runner.scenario(numbers.order(), "one order in two parcels, with two couriers");
        runner.order(order(
                numbers,
                DemoPeople.ANNA,
                item("Рюкзак и спальник", 2),
                List.of(key("cdek", first.number()), key("waymark", second.number()))));
        runner.courier("CDEK: accepted", first.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", clock.instant()));
        runner.courier(
                "own format: accepted", second.status("ACCEPTED", "Москва", "Принято у отправителя", clock.instant()));
        runner.courier("CDEK: with the courier", first.status("TAKEN_BY_COURIER", "Москва", clock.instant()));
        runner.courier("CDEK: delivered", first.status("DELIVERED", "Москва", clock.instant()));
    }

    private void scansBeforeTheOrder() throws IOException, InterruptedException {
        var numbers = state.next();
        var shipment = cdek(numbers);
        runner.scenario(numbers.order(), "scans in the wrong order, before anybody knows the order");
        var accepted = clock.instant().minus(BEFORE);
        runner.courier(
                "CDEK: on its way", shipment.status("SENT_TO_RECIPIENT_CITY", "Казань", accepted.plusSeconds(600)));
        runner.courier(
                "CDEK: accepted, told late", shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", accepted));
        runner.order(
                order(numbers, DemoPeople.ANNA, item("Фонарь налобный", 1), List.of(key("cdek", shipment.number()))));
        runner.courier("CDEK: in the city", shipment.status("ACCEPTED_IN_RECIPIENT_CITY", "Москва", clock.instant()));
    }

    private void badWebhooks() throws IOException, InterruptedException {
        var numbers = state.next();
        runner.scenario("–", "what is not from a courier, and what nobody can read");
        var forged = easyPost(numbers).nextRealScan(clock.instant()).webhook(clock.instant());
        runner.refused("a forged webhook is refused", forged.forged());
        runner.courier("an unreadable one is kept for support", cdek(numbers).unreadable(clock.instant()));
    }

    private ShopOrder order(
            DemoState.Numbers numbers, DemoPeople who, ShopOrder.Item item, List<ShipmentKey> shipments) {
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, ZoneId.of(who.customer().timeZone()));
        return new ShopOrder(
                new OrderNumber(numbers.order()),
                now,
                who.customer(),
                List.of(item),
                new ShopOrder.Promise(day.plusDays(1), day.plusDays(3)),
                who.destination(),
                shipments);
    }

    private CdekWebhooks cdek(DemoState.Numbers numbers) {
        return new CdekWebhooks(secrets.cdekPath(), numbers.cdek());
    }

    private EasyPostWebhooks easyPost(DemoState.Numbers numbers) {
        return new EasyPostWebhooks(secrets.easyPostSecret(), numbers.easyPost());
    }

    private static ShopOrder.Item item(String name, int quantity) {
        return new ShopOrder.Item(null, name, quantity);
    }

    private static ShipmentKey key(String courier, String number) {
        return new ShipmentKey(new CourierCode(courier), new TrackingNumber(number));
    }
}
