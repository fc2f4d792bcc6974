package dev.waymark.local;

import dev.waymark.local.couriers.CourierClient;
import dev.waymark.local.demo.DemoRunner;
import dev.waymark.local.demo.DemoScript;
import dev.waymark.local.demo.ShopApiClient;
import dev.waymark.local.mail.ReceivedMail;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the system at a terminal: prints what happens, and stops once and in order on Ctrl-C. */
final class Console implements AutoCloseable {

    private static final Pattern GUEST_LINK = Pattern.compile("https?://[^\\s/]+/t/[A-Za-z0-9]+");

    private final LocalSystem system;
    private final PrintWriter terminal;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Console(LocalSystem system, PrintWriter terminal) {
        this.system = system;
        this.terminal = terminal;
    }

    static Console start(Waymark.SystemOptions options, PrintWriter terminal) {
        var begun = System.nanoTime();
        var data = options.data.toAbsolutePath().normalize();
        Logs.to(data.resolve("logs"));
        print(terminal, "Waymark starts. Its data is in %s, its log in %s.".formatted(data, data.resolve("logs")));
        var system = LocalSystem.start(options.settings(), component -> print(terminal, line(component)));
        var console = new Console(system, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(console::stopAndWait, "stop"));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        print(terminal, "Ready after %.1f s: %s".formatted(took.toMillis() / 1000.0, system.url()));
        print(terminal, "  e-mail inbox  %s/local/mail".formatted(system.url()));
        print(terminal, "  SMS inbox     %s/local/sms".formatted(system.url()));
        print(terminal, "Ctrl-C stops it; everything is kept for the next start.");
        return console;
    }

    /** Plays the demo; Ctrl-C ends it after the step it is at. */
    void play(Duration pace) throws IOException, InterruptedException {
        var runner = new DemoRunner(
                new ShopApiClient(system.url(), system.secrets().shopApiKey()),
                new CourierClient(system.url()),
                new DemoPrinter(),
                () -> {
                    if (stop.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("stopped");
                    }
                });
        system.status().demoIsPlaying(true);
        try {
            new DemoScript(runner, system.secrets(), system.demo(), Clock.systemUTC()).playAll();
            print(terminal, "");
            guestLinks().forEach((subject, link) -> print(terminal, "  %s  %s".formatted(link, subject)));
            system.demo()
                    .manualShipment()
                    .ifPresent(shipment -> print(
                            terminal,
                            "Now you: ./waymark courier send %s %s out-for-delivery moves order %s."
                                    .formatted(shipment.courier(), shipment.number(), shipment.order())));
            print(terminal, "Start at %s".formatted(system.url()));
        } catch (InterruptedException e) {
            if (stop.getCount() > 0) {
                throw e;
            }
        } finally {
            system.status().demoIsPlaying(false);
        }
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }

    @Override
    public void close() {
        system.close();
        print(terminal, "Stopped.");
        closed.countDown();
    }

    /** The JVM ends when its hooks have: this one waits for {@link #close()}. */
    private void stopAndWait() {
        stop.countDown();
        try {
            if (!closed.await(60, TimeUnit.SECONDS)) {
                print(terminal, "Not everything stopped in time; acknowledged data is safe all the same.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The page of each order, from the newest mail about it. */
    private Map<String, String> guestLinks() {
        var links = new LinkedHashMap<String, String>();
        var seen = new LinkedHashMap<String, ReceivedMail>();
        for (var mail : system.mail().mails()) {
            var link = GUEST_LINK.matcher(String.valueOf(mail.text()));
            if (link.find() && seen.putIfAbsent(link.group(), mail) == null) {
                links.put(mail.subject(), link.group());
            }
        }
        return links;
    }

    private static String line(ComponentStatus component) {
        return "  %-24s %5.1f s  %s"
                .formatted(component.type().title(), component.startedIn().toMillis() / 1000.0, component.address());
    }

    private static void print(PrintWriter terminal, String line) {
        terminal.println(line);
        terminal.flush();
    }

    /** DemoScript as lines of text. */
    private final class DemoPrinter implements DemoRunner.Listener {

        @Override
        public void scenario(String orderNumber, String description) {
            print(terminal, "");
            print(terminal, "%s  %s".formatted(orderNumber, description));
        }

        @Override
        public void step(String what, int status, boolean asExpected) {
            print(
                    terminal,
                    "  %d  %s%s".formatted(status, what, asExpected ? "" : "  (this is not what should happen)"));
        }
    }
}
