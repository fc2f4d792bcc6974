package dev.waymark.local.demo;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CourierClient;
import dev.waymark.local.couriers.Webhook;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Runs the steps of the demo through the public API, and reports the answer to each. */
public final class DemoRunner {

    /** Is called for each step. */
    public interface Listener {

        void scenario(String orderNumber, String description);

        void step(String what, int status, boolean asExpected);
    }

    /** Waits a moment between two steps. */
    @FunctionalInterface
    public interface StepDelay {
        void pause() throws InterruptedException;
    }

    private final ShopApiClient shop;
    private final CourierClient couriers;
    private final Listener listener;
    private final StepDelay pace;

    public DemoRunner(ShopApiClient shop, CourierClient couriers, Listener listener, StepDelay pace) {
        this.shop = shop;
        this.couriers = couriers;
        this.listener = listener;
        this.pace = pace;
    }

    void scenario(String orderNumber, String description) {
        listener.scenario(orderNumber, description);
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
        listener.step(what, status, expected == 200 ? status / 100 == 2 : status == expected);
    }
}
