package dev.waymark.local;

import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.demo.DemoRunner;
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
        terminal.printf("Waymark starts. Its data is in %s, its log in %s.%n", data, data.resolve("logs"));
        var system = LocalSystem.start(
                options.settings(),
                component -> terminal.printf(
                        "  %-24s %5.1f s  %s%n",
                        component.type().title(), component.startedIn().toMillis() / 1000.0, component.address()));
        var console = new Console(system, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(console::stopAndWait, "stop"));
        terminal.printf("Ready after %.1f s: %s%n", (System.nanoTime() - begun) / 1e9, system.url());
        terminal.printf("  e-mail inbox  %s/local/mail%n", system.url());
        terminal.printf("  SMS inbox     %s/local/sms%n", system.url());
        terminal.println("Ctrl-C stops it; everything is kept for the next start.");
        return console;
    }

    /** Plays the demo; Ctrl-C ends it after the step it is at. */
    void play(Duration pace) throws IOException, InterruptedException {
        var gateway = new GatewayClient(system.url());
        system.status().demoIsPlaying(true);
        try {
            new DemoRunner(gateway, system.secrets(), system.demo(), Clock.systemUTC(), printer(pace)).playAll();
            terminal.println();
            guestLinks().forEach((link, subject) -> terminal.printf("  %s  %s%n", link, subject));
            system.status()
                    .commands()
                    .ifPresent(commands ->
                            terminal.printf("Now you: ./waymark %s moves its order.%n", commands.waymark()));
            terminal.printf("Start at %s%n", system.url());
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
        terminal.println("Stopped.");
        closed.countDown();
    }

    /** The JVM ends when its hooks have: this one waits for {@link #close()}. */
    private void stopAndWait() {
        stop.countDown();
        try {
            if (!closed.await(60, TimeUnit.SECONDS)) {
                terminal.println("Not everything stopped in time; acknowledged data is safe all the same.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The page of each order, with the subject of the newest mail about it. */
    private Map<String, String> guestLinks() {
        var links = new LinkedHashMap<String, String>();
        for (var mail : system.mail().mails()) {
            var link = GUEST_LINK.matcher(String.valueOf(mail.text()));
            if (link.find()) {
                links.putIfAbsent(link.group(), mail.subject());
            }
        }
        return links;
    }

    /** Shows the demo as lines of text. */
    private DemoRunner.Listener printer(Duration pace) {
        return new DemoRunner.Listener() {

            @Override
            public void scenario(String orderNumber, String description) {
                terminal.printf("%n%s  %s%n", orderNumber, description);
            }

            @Override
            public void step(String what, int status, boolean asExpected) {
                terminal.printf("  %d  %s%s%n", status, what, asExpected ? "" : "  (this is not what should happen)");
            }

            @Override
            public void pause() throws InterruptedException {
                if (stop.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("stopped");
                }
            }
        };
    }
}
