package dev.waymark.local.demo;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.CdekParcel;
import dev.waymark.local.couriers.EasyPostParcel;
import dev.waymark.local.couriers.OwnParcel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** What happens to parcels, well and badly, as couriers tell it. */
public final class Journeys {

    private static final Duration BEFORE = Duration.ofMinutes(20);

    private final Stage stage;
    private final Secrets secrets;
    private final DemoNotes notes;
    private final Clock clock;

    public Journeys(Stage stage, Secrets secrets, DemoNotes notes, Clock clock) {
        this.stage = stage;
        this.secrets = secrets;
        this.notes = notes;
        this.clock = clock;
    }

    public void playAll() throws IOException, InterruptedException {
        leftForYou();
        delivered();
        failedAttemptThenPickup();
        wrongScanTakenBack();
        delayed();
        returned();
        twoParcels();
        scansBeforeTheOrder();
        badWebhooks();
    }

    private void leftForYou() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = cdek(numbers);
        stage.journey(numbers.order(), "on its way with CDEK; its next news is yours to send");
        stage.order(
                order(numbers, DemoPeople.ANNA, item("Кофе в зёрнах, 1 кг", 1), List.of(key("cdek", parcel.number()))));
        stage.courier("CDEK: registered", parcel.status("CREATED", "Новосибирск", clock.instant()));
        stage.courier(
                "CDEK: accepted", parcel.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Новосибирск", clock.instant()));
        stage.courier("CDEK: on its way", parcel.status("SENT_TO_RECIPIENT_CITY", "Новосибирск", clock.instant()));
        var tomorrow = LocalDate.now(clock).plusDays(1);
        stage.courier(
                "CDEK: a time agreed",
                parcel.agreed(tomorrow, LocalTime.of(11, 0), LocalTime.of(18, 0), clock.instant()));
        notes.leave(new DemoNotes.ByHand(numbers.order(), "cdek", parcel.number()));
    }

    private void delivered() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = easyPost(numbers).expected(LocalDate.now(clock));
        stage.journey(numbers.order(), "a real history of FedEx, as EasyPost sends it, up to the door");
        stage.order(order(
                numbers,
                DemoPeople.JAMES,
                item("Trail map, waterproof", 2),
                List.of(key("easypost", parcel.number()))));
        for (var scan = 0; scan < parcel.realScans(); scan++) {
            parcel.nextRealScan(clock.instant());
            stage.courier("EasyPost: scan " + (scan + 1), parcel.webhook(clock.instant()));
        }
        parcel.scan("out_for_delivery", "out_for_delivery", "On FedEx vehicle for delivery", clock.instant());
        stage.courier("EasyPost: out for delivery", parcel.webhook(clock.instant()));
        stage.courier("EasyPost: the same once more", parcel.webhook(clock.instant()));
        parcel.scan("delivered", "arrived_at_destination", "Delivered", clock.instant());
        stage.courier("EasyPost: delivered", parcel.webhook(clock.instant()));
    }

    private void failedAttemptThenPickup() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = cdek(numbers);
        stage.journey(numbers.order(), "nobody at home, then it waits at a pickup point");
        stage.order(
                order(numbers, DemoPeople.ANNA, item("Палатка двухместная", 1), List.of(key("cdek", parcel.number()))));
        stage.courier("CDEK: accepted", parcel.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", clock.instant()));
        stage.courier("CDEK: with the courier", parcel.status("TAKEN_BY_COURIER", "Москва", clock.instant()));
        stage.courier("CDEK: nobody there", parcel.problem("13", clock.instant()));
        stage.courier("CDEK: at a pickup point", parcel.status("ACCEPTED_AT_PICK_UP_POINT", "Москва", clock.instant()));
    }

    private void wrongScanTakenBack() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = cdek(numbers);
        stage.journey(numbers.order(), "“delivered” by mistake, and taken back");
        stage.order(order(numbers, DemoPeople.IVAN, item("Термос", 1), List.of(key("cdek", parcel.number()))));
        stage.courier(
                "CDEK: accepted", parcel.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Екатеринбург", clock.instant()));
        stage.courier("CDEK: with the courier", parcel.status("TAKEN_BY_COURIER", "Пермь", clock.instant()));
        var mistake = clock.instant();
        stage.courier("CDEK: delivered", parcel.status("DELIVERED", "Пермь", mistake));
        stage.courier("CDEK: no, it was not", parcel.retraction("DELIVERED", "Пермь", mistake, clock.instant()));
    }

    private void delayed() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = new OwnParcel(secrets.waymarkSecret(), numbers.own());
        var today = LocalDate.now(clock);
        stage.journey(numbers.order(), "a courier without an API of its own; the date moves");
        stage.order(order(numbers, DemoPeople.JAMES, item("Enamel mug", 4), List.of(key("waymark", parcel.number()))));
        stage.courier(
                "own format: accepted",
                parcel.status("ACCEPTED", "Newark", "Accepted", clock.instant(), today.plusDays(1), today.plusDays(2)));
        stage.courier(
                "own format: late",
                parcel.status(
                        "DELAYED",
                        "Newark",
                        "Truck broke down",
                        clock.instant(),
                        today.plusDays(4),
                        today.plusDays(5)));
    }

    private void returned() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = easyPost(numbers);
        stage.journey(numbers.order(), "refused at the door and on its way back");
        stage.order(order(
                numbers, DemoPeople.JAMES, item("Hiking boots, 44", 1), List.of(key("easypost", parcel.number()))));
        parcel.realHistory(clock.instant().minus(BEFORE));
        stage.courier("EasyPost: its whole history at once", parcel.webhook(clock.instant()));
        parcel.scan("out_for_delivery", "out_for_delivery", "On FedEx vehicle for delivery", clock.instant());
        stage.courier("EasyPost: out for delivery", parcel.webhook(clock.instant()));
        parcel.scan("failure", "refused", "Refused by recipient", clock.instant());
        stage.courier("EasyPost: refused", parcel.webhook(clock.instant()));
        parcel.scan("return_to_sender", "return", "Returning to shipper", clock.instant());
        stage.courier("EasyPost: on its way back", parcel.webhook(clock.instant()));
    }

    private void twoParcels() throws IOException, InterruptedException {
        var numbers = notes.next();
        var first = cdek(numbers);
        var second = new OwnParcel(secrets.waymarkSecret(), numbers.own());
        stage.journey(numbers.order(), "one order in two parcels, with two couriers");
        stage.order(order(
                numbers,
                DemoPeople.ANNA,
                item("Рюкзак и спальник", 2),
                List.of(key("cdek", first.number()), key("waymark", second.number()))));
        stage.courier("CDEK: accepted", first.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", clock.instant()));
        stage.courier(
                "own format: accepted", second.status("ACCEPTED", "Москва", "Принято у отправителя", clock.instant()));
        stage.courier("CDEK: with the courier", first.status("TAKEN_BY_COURIER", "Москва", clock.instant()));
        stage.courier("CDEK: delivered", first.status("DELIVERED", "Москва", clock.instant()));
    }

    private void scansBeforeTheOrder() throws IOException, InterruptedException {
        var numbers = notes.next();
        var parcel = cdek(numbers);
        stage.journey(numbers.order(), "scans in the wrong order, before anybody knows the order");
        var accepted = clock.instant().minus(BEFORE);
        stage.courier("CDEK: on its way", parcel.status("SENT_TO_RECIPIENT_CITY", "Казань", accepted.plusSeconds(600)));
        stage.courier("CDEK: accepted, told late", parcel.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Казань", accepted));
        stage.order(order(numbers, DemoPeople.ANNA, item("Фонарь налобный", 1), List.of(key("cdek", parcel.number()))));
        stage.courier("CDEK: in the city", parcel.status("ACCEPTED_IN_RECIPIENT_CITY", "Москва", clock.instant()));
    }

    private void badWebhooks() throws IOException, InterruptedException {
        var numbers = notes.next();
        stage.journey("–", "what is not from a courier, and what nobody can read");
        var forged = easyPost(numbers).nextRealScan(clock.instant()).webhook(clock.instant());
        stage.refused("a forged webhook is refused", forged.forged());
        stage.courier("an unreadable one is kept for support", cdek(numbers).unreadable(clock.instant()));
    }

    private ShopOrder order(DemoNotes.Numbers numbers, DemoPeople who, ShopOrder.Item item, List<ShipmentKey> parcels) {
        var now = clock.instant();
        var day = LocalDate.ofInstant(now, ZoneId.of(who.customer().timeZone()));
        return new ShopOrder(
                new OrderNumber(numbers.order()),
                now,
                who.customer(),
                List.of(item),
                new ShopOrder.Promise(day.plusDays(1), day.plusDays(3)),
                who.destination(),
                parcels);
    }

    private CdekParcel cdek(DemoNotes.Numbers numbers) {
        return new CdekParcel(secrets.cdekPath(), numbers.cdek());
    }

    private EasyPostParcel easyPost(DemoNotes.Numbers numbers) {
        return new EasyPostParcel(secrets.easyPostSecret(), numbers.easyPost());
    }

    private static ShopOrder.Item item(String name, int quantity) {
        return new ShopOrder.Item(null, name, quantity);
    }

    private static ShipmentKey key(String courier, String number) {
        return new ShipmentKey(new CourierCode(courier), new TrackingNumber(number));
    }
}
