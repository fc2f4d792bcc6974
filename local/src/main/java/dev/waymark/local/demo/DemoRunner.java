package dev.waymark.local.demo;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoScript.Action;
import dev.waymark.local.demo.DemoScript.Scenario;
import dev.waymark.local.demo.DemoScript.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Plays the demo through the public API, and reports the answer to each step. */
public final class DemoRunner {

    /** Is called for each step. */
    public interface Listener {

        void scenario(String orderNumber, String description);

        void step(String what, int status, boolean asExpected);

        /** Waits a moment between two steps. */
        void pause() throws InterruptedException;
    }

    private final DemoScript script = DemoScript.load();
    private final GatewayClient gateway;
    private final Secrets secrets;
    private final DemoState state;
    private final Clock clock;
    private final Listener listener;

    public DemoRunner(GatewayClient gateway, Secrets secrets, DemoState state, Clock clock, Listener listener) {
        this.gateway = gateway;
        this.secrets = secrets;
        this.state = state;
        this.clock = clock;
        this.listener = listener;
    }

    public void playAll() throws IOException, InterruptedException {
        for (var scenario : script.scenarios()) {
            new Playing(scenario, state.next()).play();
        }
    }

    /** One scenario, with its parcels as their couriers know them. */
    private final class Playing {

        private final Scenario scenario;
        private final DemoState.Numbers numbers;
        private final CdekWebhooks cdek;
        private final EasyPostWebhooks easyPost;
        private final WaymarkWebhooks waymark;
        private Instant lastAt = clock.instant();

        Playing(Scenario scenario, DemoState.Numbers numbers) {
            this.scenario = scenario;
            this.numbers = numbers;
            this.cdek = new CdekWebhooks(secrets.cdekPath(), numbers.of("cdek"));
            this.easyPost = new EasyPostWebhooks(secrets.easyPostSecret(), numbers.of("easypost"));
            this.waymark = new WaymarkWebhooks(secrets.waymarkSecret(), numbers.of("waymark"));
        }

        void play() throws IOException, InterruptedException {
            listener.scenario(scenario.customer() == null ? "–" : numbers.order(), scenario.description());
            for (var step : scenario.steps()) {
                play(step);
                listener.pause();
            }
            if (scenario.manual()) {
                var courier = scenario.couriers().getFirst();
                state.keep(new DemoState.ManualShipment(numbers.order(), courier, numbers.of(courier)));
            }
        }

        private void play(Step step) throws IOException, InterruptedException {
            var answer = step.action() == Action.ORDER
                    ? gateway.place(order(), secrets.shopApiKey())
                    : gateway.send(webhook(step));
            var status = answer.statusCode();
            var asExpected = switch (step.action()) {
                case ORDER -> status == 201;
                case EASYPOST_FORGED -> status == 401;
                default -> status / 100 == 2;
            };
            listener.step(step.what(), status, asExpected);
        }

        private Webhook webhook(Step step) {
            var now = clock.instant();
            var eta = step.eta().stream().map(LocalDate.now(clock)::plusDays).toList();
            var before = lastAt;
            var at = now.minus(Duration.ofMinutes(step.minutesAgo()));
            lastAt = at;
            easyPost.expected(eta.isEmpty() ? null : eta.getFirst());
            return switch (step.action()) {
                case ORDER -> throw new IllegalArgumentException("an order is no webhook");
                case CDEK_STATUS -> cdek.status(step.code(), step.city(), at);
                case CDEK_RETRACTION -> cdek.retraction(step.code(), step.city(), before, now);
                case CDEK_PROBLEM -> cdek.problem(step.code(), at);
                case CDEK_AGREEMENT -> cdek.agreed(eta.getFirst(), LocalTime.of(11, 0), LocalTime.of(18, 0), at);
                case CDEK_UNREADABLE -> cdek.unreadable(at);
                case EASYPOST_REAL_SCAN -> easyPost.nextRealScan(at).webhook(now);
                case EASYPOST_REAL_HISTORY -> easyPost.realHistory(at).webhook(now);
                case EASYPOST_SCAN ->
                    easyPost.scan(step.code(), step.detail(), step.text(), at).webhook(now);
                case EASYPOST_REPEAT -> easyPost.webhook(now);
                case EASYPOST_FORGED -> easyPost.nextRealScan(at).webhook(now).forged();
                case WAYMARK_STATUS -> waymark.status(step.code(), step.city(), step.text(), at, eta);
            };
        }

        private ShopOrder order() {
            var customer = script.person(String.valueOf(scenario.customer()));
            var now = clock.instant();
            var day = LocalDate.ofInstant(now, ZoneId.of(customer.customer().timeZone()));
            return new ShopOrder(
                    new OrderNumber(numbers.order()),
                    now,
                    customer.customer(),
                    scenario.item() == null ? List.of() : List.of(scenario.item()),
                    new ShopOrder.Promise(day.plusDays(1), day.plusDays(3)),
                    customer.destination(),
                    scenario.couriers().stream()
                            .map(courier -> ShipmentAssignment.of(
                                    new ShipmentKey(new CourierCode(courier), new TrackingNumber(numbers.of(courier)))))
                            .toList());
        }
    }
}
