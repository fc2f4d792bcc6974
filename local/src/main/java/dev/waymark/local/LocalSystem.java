package dev.waymark.local;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.machine.CannotStart;
import dev.waymark.embedded.mongo.EmbeddedMongo;
import dev.waymark.embedded.mongo.MongoServers;
import dev.waymark.embedded.mongo.RunningMongo;
import dev.waymark.local.Parts.Starting;
import dev.waymark.local.demo.DemoNotes;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.pages.WhatRuns;
import dev.waymark.local.sms.SmsInbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything, running in this JVM: broker, store, inboxes and the four services. */
public final class LocalSystem implements AutoCloseable {

    private final DataFolder data;
    private final Ports ports;
    private final Secrets secrets;
    private final Parts parts;
    private final Clock clock = Clock.systemUTC();
    private final RunningSystem status;

    private LocalSystem(DataFolder data, LocalSettings settings, Consumer<Part> onStarted) {
        this.data = data;
        this.ports = Ports.from(settings.portBase());
        this.secrets = Secrets.of(data.path());
        this.parts = new Parts(onStarted);
        this.status = new RunningSystem(parts, ports, secrets, DemoNotes.of(data.path()), data.path(), clock);
    }

    /** Starts everything, telling {@code onStarted} of each part, or nothing at all. */
    public static LocalSystem start(LocalSettings settings, Consumer<Part> onStarted) {
        var data = DataFolder.claim(settings.data());
        RunningAt.forget(data.path());
        LocalSystem system = null;
        try {
            system = new LocalSystem(data, settings, onStarted);
            system.ports.check();
            system.startParts(settings);
            new RunningAt(system.url()).note(data.path());
            return system;
        } catch (CannotStart e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } finally {
            if (system == null) {
                data.close();
            } else if (!system.status.isUp()) {
                system.close();
            }
        }
    }

    /** Where a customer, a courier and a shop find it. */
    public URI url() {
        return URI.create("http://localhost:" + ports.of(Ports.Use.GATEWAY));
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return secrets;
    }

    public MailInbox mail() {
        return status.mail();
    }

    public SmsInbox sms() {
        return status.sms();
    }

    public DemoNotes demo() {
        return status.demo();
    }

    public WhatRuns status() {
        return status;
    }

    /** The start page says so while it is. */
    public void demoIsPlaying(boolean playing) {
        status.demoIsPlaying(playing);
    }

    public Path data() {
        return data.path();
    }

    /** The services first, then the inboxes, the broker and the store that they use; each within a bound. */
    @Override
    public void close() {
        RunningAt.forget(data.path());
        status.close();
        parts.close();
        data.close();
    }

    private void startParts(LocalSettings settings) {
        var stores = parts.startTogether(List.of(kafka(), mongo()));
        var inboxes = parts.startTogether(List.of(mailInbox(), smsInbox()));
        var kafka = (EmbeddedKafka) stores.get(0);
        var mongo = (RunningMongo) stores.get(1);
        var mail = (MailInbox) inboxes.get(0);
        var sms = (SmsInbox) inboxes.get(1);
        status.inboxes(mail, sms);
        var services = new Services(
                settings,
                ports,
                secrets,
                new Services.Surroundings(
                        kafka.bootstrapServers(),
                        mongo.connectionString(),
                        orElse(settings.smtp(), mail.smtpPort()),
                        orElse(settings.smsc(), sms.port())));
        List<ConfigurableApplicationContext> contexts = parts.startTogether(services.all(gateway -> {
            gateway.registerBean(MailInbox.class, () -> mail);
            gateway.registerBean(SmsInbox.class, () -> sms);
            gateway.registerBean(WhatRuns.class, () -> status);
        }));
        status.up(contexts, kafka.bootstrapServers());
    }

    private Starting<AutoCloseable> kafka() {
        return new Starting<>(
                () -> EmbeddedKafka.start(data.path().resolve("kafka"), ports.of(Ports.Use.KAFKA)),
                (kafka, startedIn) -> part(Part.Kind.KAFKA, Ports.Use.KAFKA, "kafka", startedIn),
                AutoCloseable::close);
    }

    private Starting<AutoCloseable> mongo() {
        return new Starting<>(
                () -> MongoServers.start(data.path().resolve("mongo"), ports.of(Ports.Use.MONGO)),
                (mongo, startedIn) -> part(
                        mongo instanceof EmbeddedMongo ? Part.Kind.MONGO_EMBEDDED : Part.Kind.MONGO,
                        Ports.Use.MONGO,
                        "mongo",
                        startedIn),
                AutoCloseable::close);
    }

    private Starting<AutoCloseable> mailInbox() {
        return new Starting<>(
                () -> MailInbox.start(ports.of(Ports.Use.SMTP), ports.of(Ports.Use.IMAP), clock),
                (mail, startedIn) -> new Part(
                        Part.Kind.MAIL,
                        ":" + ports.of(Ports.Use.SMTP) + ", :" + ports.of(Ports.Use.IMAP),
                        "",
                        startedIn),
                AutoCloseable::close);
    }

    private Starting<AutoCloseable> smsInbox() {
        return new Starting<>(
                () -> SmsInbox.start(ports.of(Ports.Use.SMPP), clock),
                (sms, startedIn) -> new Part(Part.Kind.SMS, ":" + ports.of(Ports.Use.SMPP), "", startedIn),
                AutoCloseable::close);
    }

    private Part part(Part.Kind kind, Ports.Use use, String folder, Duration startedIn) {
        return new Part(kind, ":" + ports.of(use), data.shown(folder), startedIn);
    }

    private static LocalSettings.Target orElse(LocalSettings.@Nullable Target elsewhere, int here) {
        return elsewhere == null ? new LocalSettings.Target("127.0.0.1", here) : elsewhere;
    }
}
