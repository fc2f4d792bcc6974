package dev.waymark.local;

import dev.waymark.local.couriers.News;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoNotes;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.pages.WhatRuns;
import dev.waymark.local.sms.SmsInbox;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** What this system knows of itself while it runs. */
final class RunningSystem implements WhatRuns, AutoCloseable {

    private final Parts parts;
    private final Ports ports;
    private final Secrets secrets;
    private final DemoNotes demo;
    private final Path data;
    private final Clock clock;
    private volatile @Nullable MailInbox mail;
    private volatile @Nullable SmsInbox sms;
    private volatile @Nullable ConsumerLag lag;
    private volatile @Nullable Figures figures;
    private volatile boolean playing;

    RunningSystem(Parts parts, Ports ports, Secrets secrets, DemoNotes demo, Path data, Clock clock) {
        this.parts = parts;
        this.ports = ports;
        this.secrets = secrets;
        this.demo = demo;
        this.data = data;
        this.clock = clock;
    }

    void inboxes(MailInbox mailInbox, SmsInbox smsInbox) {
        mail = mailInbox;
        sms = smsInbox;
    }

    void up(List<ConfigurableApplicationContext> contexts, String kafka) {
        lag = new ConsumerLag(kafka);
        figures = Figures.watch(contexts);
    }

    boolean isUp() {
        return figures != null;
    }

    MailInbox mail() {
        return started(mail);
    }

    SmsInbox sms() {
        return started(sms);
    }

    DemoNotes demo() {
        return demo;
    }

    void demoIsPlaying(boolean isPlaying) {
        playing = isPlaying;
    }

    @Override
    public List<Part> parts() {
        return parts.started();
    }

    @Override
    public Map<String, Long> lag() {
        var admin = lag;
        return admin == null ? Map.of() : admin.byService();
    }

    @Override
    public LastMinute lastMinute() {
        var watched = figures;
        return watched == null ? new LastMinute(0, 0, 0, 0) : watched.lastMinute();
    }

    @Override
    public Optional<DemoNotes.ByHand> byHand() {
        return demo.byHand();
    }

    @Override
    public Optional<Commands> commands() {
        return demo.byHand()
                .flatMap(parcel -> News.OUT_FOR_DELIVERY
                        .from(parcel.courier(), parcel.number(), secrets, clock.instant())
                        .map(webhook -> new Commands(waymark(parcel), curl(webhook))));
    }

    @Override
    public String metricsUrl() {
        return "http://localhost:" + ports.of(Ports.Use.GATEWAY_MANAGEMENT) + "/actuator/prometheus";
    }

    @Override
    public boolean demoIsPlaying() {
        return playing;
    }

    @Override
    public void close() {
        var watched = figures;
        if (watched != null) {
            watched.close();
        }
        var admin = lag;
        if (admin != null) {
            admin.close();
        }
    }

    private String waymark(DemoNotes.ByHand parcel) {
        var command = "courier send %s %s out-for-delivery".formatted(parcel.courier(), parcel.number());
        return data.equals(Path.of("data").toAbsolutePath()) ? command : command + " --data " + data;
    }

    private String curl(Webhook webhook) {
        var command =
                new StringBuilder("-i http://localhost:%d%s".formatted(ports.of(Ports.Use.GATEWAY), webhook.path()));
        webhook.headers().forEach((name, value) -> command.append(" -H '%s: %s'".formatted(name, value)));
        return command.append(" -d '").append(webhook.body()).append('\'').toString();
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not started yet");
        }
        return part;
    }
}
