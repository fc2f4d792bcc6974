package dev.waymark.local.demo;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CourierDoor;
import dev.waymark.local.couriers.Webhook;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Where journeys are played: every step goes through a public door, and what was answered is shown. */
public final class Stage {

    /** What the person at the terminal sees. */
    public interface Audience {

        void journey(String orderNumber, String story);

        void step(String what, int status, boolean asExpected);
    }

    /** Waits a moment between two steps. */
    @FunctionalInterface
    public interface Pace {
        void pause() throws InterruptedException;
    }

    private final ShopDoor shop;
    private final CourierDoor couriers;
    private final Audience audience;
    private final Pace pace;

    public Stage(ShopDoor shop, CourierDoor couriers, Audience audience, Pace pace) {
        this.shop = shop;
        this.couriers = couriers;
        this.audience = audience;
        this.pace = pace;
    }

    void journey(String orderNumber, String story) {
        audience.journey(orderNumber, story);
    }

    void order(ShopOrder order) throws IOException, InterruptedException {
        show("the shop places the order", shop.place(order), 201);
        pace.pause();
    }

    void courier(String what, Webhook webhook) throws IOException, InterruptedException {
        show(what, couriers.send(webhook), 200);
        pace.pause();
    }

    void refused(String what, Webhook webhook) throws IOException, InterruptedException {
        show(what, couriers.send(webhook), 401);
        pace.pause();
    }

    private void show(String what, HttpResponse<String> answer, int expected) {
        var status = answer.statusCode();
        audience.step(what, status, expected == 200 ? status / 100 == 2 : status == expected);
    }
}
