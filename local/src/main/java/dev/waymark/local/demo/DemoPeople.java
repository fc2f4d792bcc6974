package dev.waymark.local.demo;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import java.util.List;

/** Who orders in the demo; nobody of them exists. */
public record DemoPeople(ShopOrder.Customer customer, ShopOrder.Destination destination) {

    /** Wants mails and text messages. */
    public static final DemoPeople ANNA = new DemoPeople(
            new ShopOrder.Customer(
                    "c-1001",
                    "Анна Петрова",
                    "anna@example.com",
                    "+7 916 123-45-42",
                    null,
                    "ru",
                    "Europe/Moscow",
                    List.of(Channel.EMAIL, Channel.SMS)),
            new ShopOrder.Destination(
                    ShopOrder.Destination.Kind.PICKUP_POINT, "RU", "Москва", "119019", "ул. Новый Арбат, 15"));

    /** Reads English and wants mails only. */
    public static final DemoPeople JAMES = new DemoPeople(
            new ShopOrder.Customer(
                    "c-1002",
                    "James Miller",
                    "james@example.com",
                    "+1 718 555-0142",
                    null,
                    "en",
                    "America/New_York",
                    List.of(Channel.EMAIL)),
            new ShopOrder.Destination(
                    ShopOrder.Destination.Kind.COURIER, "US", "Brooklyn", "11201", "45 Willow Street"));

    /** Has a phone and no e-mail. */
    public static final DemoPeople IVAN = new DemoPeople(
            new ShopOrder.Customer(
                    "c-1003",
                    "Иван Кузнецов",
                    null,
                    "+7 921 765-43-21",
                    null,
                    "ru",
                    "Asia/Yekaterinburg",
                    List.of(Channel.SMS)),
            new ShopOrder.Destination(
                    ShopOrder.Destination.Kind.COURIER, "RU", "Пермь", "614000", "ул. Ленина, 50, кв. 7"));

    /** Who may sign in to the support desk. */
    public static final String SUPPORT = "maria@lavka.example";
}
