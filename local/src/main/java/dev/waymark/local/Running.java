package dev.waymark.local;

import dev.waymark.local.couriers.CourierDoor;
import dev.waymark.local.demo.Journeys;
import dev.waymark.local.demo.ShopDoor;
import dev.waymark.local.demo.Stage;
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

/** A system at a terminal: says what it does, and ends with Ctrl-C, once and in order. */
final class Running implements AutoCloseable {

    private static final Pattern GUEST_LINK = Pattern.compile("https?://[^\\s/]+/t/[A-Za-z0-9]+");

    private final LocalSystem system;
    private final PrintWriter terminal;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Running(LocalSystem system, PrintWriter terminal) {
        this.system = system;
        this.terminal = terminal;
    }

    static Running start(Waymark.SystemOptions options, PrintWriter terminal) {
        var begun = System.nanoTime();
        var data = options.data.toAbsolutePath().normalize();
        Logs.to(data.resolve("logs"));
        say(terminal, "Waymark starts. Its data is in %s, its log in %s.".formatted(data, data.resolve("logs")));
        var system = LocalSystem.start(options.settings(), part -> say(terminal, line(part)));
        var running = new Running(system, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(running::stopAndWait, "waymark-stop"));
        var took = Duration.ofNanos(System.nanoTime() - begun);
        say(terminal, "Ready after %.1f s: %s".formatted(took.toMillis() / 1000.0, system.url()));
        say(terminal, "  e-mail inbox  %s/local/mail".formatted(system.url()));
        say(terminal, "  SMS inbox     %s/local/sms".formatted(system.url()));
        say(terminal, "Ctrl-C stops it; everything is kept for the next start.");
        return running;
    }

    /** Plays the demo; Ctrl-C ends it after the step it is at. */
    void play(Duration pace) throws IOException, InterruptedException {
        var stage = new Stage(
                new ShopDoor(system.url(), system.secrets().shopApiKey()),
                new CourierDoor(system.url()),
                new OnTerminal(),
                () -> {
                    if (stop.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
                        throw new InterruptedException("stopped");
                    }
                });
        system.demoIsPlaying(true);
        try {
            new Journeys(stage, system.secrets(), system.demo(), Clock.systemUTC()).playAll();
            say(terminal, "");
            guestLinks().forEach((subject, link) -> say(terminal, "  %s  %s".formatted(link, subject)));
            system.demo()
                    .byHand()
                    .ifPresent(parcel -> say(
                            terminal,
                            "Now you: ./waymark courier send %s %s out-for-delivery moves order %s."
                                    .formatted(parcel.courier(), parcel.number(), parcel.order())));
            say(terminal, "Start at %s".formatted(system.url()));
        } catch (InterruptedException e) {
            if (stop.getCount() > 0) {
                throw e;
            }
        } finally {
            system.demoIsPlaying(false);
        }
    }

    void awaitStop() throws InterruptedException {
        stop.await();
    }

    @Override
    public void close() {
        system.close();
        say(terminal, "Stopped.");
        closed.countDown();
    }

    /** The JVM ends when its hooks have: this one waits for {@link #close()}. */
    private void stopAndWait() {
        stop.countDown();
        try {
            if (!closed.await(60, TimeUnit.SECONDS)) {
                say(terminal, "Not everything stopped in time; acknowledged data is safe all the same.");
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

    private static String line(Part part) {
        return "  %-24s %5.1f s  %s"
                .formatted(part.kind().title(), part.startedIn().toMillis() / 1000.0, part.where());
    }

    private static void say(PrintWriter terminal, String line) {
        terminal.println(line);
        terminal.flush();
    }

    /** Journeys as lines of text. */
    private final class OnTerminal implements Stage.Audience {

        @Override
        public void journey(String orderNumber, String story) {
            say(terminal, "");
            say(terminal, "%s  %s".formatted(orderNumber, story));
        }

        @Override
        public void step(String what, int status, boolean asExpected) {
            say(terminal, "  %d  %s%s".formatted(status, what, asExpected ? "" : "  (this is not what should happen)"));
        }
    }
}
