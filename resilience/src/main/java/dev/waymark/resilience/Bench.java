package dev.waymark.resilience;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.local.Ports;
import dev.waymark.platform.kafka.DeadLetterLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

/** The cluster with all around it: load, providers, open pages, and those who look at what became of it. */
final class Bench implements AutoCloseable {

    /** From the end of a fault until nothing of it is left. */
    static final Duration LAG_GONE_WITHIN = Duration.ofSeconds(30);

    private static final Duration QUIET_WITHIN = Duration.ofSeconds(90);
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(60);
    private static final Duration REACHED_WITHIN = Duration.ofMinutes(4);
    private static final int FIRST_PAGES = 3;
    private static final int PAGES = 20;
    private static final Pattern LINK = Pattern.compile("/t/([A-Za-z0-9_-]+)");
    private static final Map<String, List<String>> GROUPS = Map.of(
            Topics.PROJECTION_GROUP, List.of(Topics.TRACKING_EVENTS, Topics.ORDERS),
            Topics.INTAKE_GROUP, List.of(Topics.SHOP_ORDERS),
            Topics.NOTIFICATION_GROUP, List.of(Topics.ORDER_UPDATES));

    private final Cluster cluster;
    private final Ledger ledger = new Ledger();
    private final Messages messages = new Messages();
    private final MailServer mail = new MailServer(messages);
    private final SmsCentre sms = new SmsCentre(messages);
    private final Poison poison;
    private final TopicLog topics;
    private final ReadModel readModel;
    private final Map<String, PageWatcher> pages = new ConcurrentHashMap<>();

    private Bench(Cluster cluster) {
        this.cluster = cluster;
        cluster.proxy(Ports.Use.SMTP).add(mail.port());
        cluster.proxy(Ports.Use.SMPP).add(sms.port());
        poison = new Poison(cluster.bootstrapServers());
        topics = new TopicLog(cluster.bootstrapServers());
        readModel = new ReadModel(cluster.mongoUri(), topics.json());
    }

    static Bench start(Path folder, Map<String, String> settings) {
        return new Bench(Cluster.start(folder, settings));
    }

    Cluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    Messages messages() {
        return messages;
    }

    MailServer mail() {
        return mail;
    }

    Load load(long seed, int perSecond) {
        return new Load(seed, perSecond, cluster.url(), cluster.secrets(), ledger, poison);
    }

    /** Lets {@code time} pass, in which customers open the pages that they have links to. */
    void pause(Duration time) throws InterruptedException {
        var until = Instant.now().plus(time);
        do {
            openPages();
            TimeUnit.MILLISECONDS.sleep(Math.min(200, time.toMillis()));
        } while (Instant.now().isBefore(until));
    }

    /** Until the way from an order to its customer and back to the open page is in use: before that there is little to harm. */
    void awaitOpenPages() throws InterruptedException {
        for (var until = Instant.now().plus(QUIET_WITHIN); pages.size() < FIRST_PAGES; pause(Duration.ofMillis(100))) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("no customer has a link yet");
            }
        }
    }

    /** Lets {@code time} pass while {@code toxic} is on the way to {@code doors}. */
    void during(TcpProxy.Toxic toxic, Duration time, Ports.Use... doors) throws InterruptedException {
        var proxies = Stream.of(doors).map(cluster::proxy).toList();
        proxies.forEach(proxy -> proxy.apply(toxic));
        pause(time);
        proxies.forEach(TcpProxy::heal);
    }

    /** Has {@code service} halt at each of its failpoints in turn, and starts it anew. */
    void haltEverywhere(Service service, Random random) throws InterruptedException {
        for (var failpoint : Failpoint.values()) {
            if (failpoint.service() == service) {
                halt(failpoint, 1 + random.nextInt(10));
            }
        }
        cluster.replace(service);
    }

    private void halt(Failpoint failpoint, int pass) throws InterruptedException {
        var armed = cluster.replace(failpoint.service(), FailpointAgent.option(failpoint, pass, cluster.folder()));
        for (var until = Instant.now().plus(REACHED_WITHIN); armed.process().isAlive(); pause(Duration.ofMillis(100))) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("never reached: " + failpoint);
            }
        }
    }

    /** A member of each group that comes and goes. */
    Members restlessMembers() {
        var members = GROUPS.entrySet().stream()
                .map(group -> new RestlessMember(cluster.bootstrapServers(), group.getKey(), group.getValue()))
                .toList();
        return () -> members.forEach(RestlessMember::close);
    }

    /** Ends without a failure. */
    interface Members extends AutoCloseable {

        @Override
        void close();
    }

    private void openPages() {
        messages.taken().stream()
                .filter(message -> message.key().channel() == Channel.EMAIL)
                .filter(_ -> pages.size() < PAGES)
                .forEach(message -> {
                    var link = LINK.matcher(message.text());
                    if (link.find()) {
                        pages.computeIfAbsent(
                                message.key().recipient(), _ -> new PageWatcher(cluster.url(), link.group(1)));
                    }
                });
    }

    /** How long it takes until all groups have processed what was there at the call. */
    Duration lagGone() {
        var begin = Instant.now();
        var ends = new HashMap<String, Map<TopicPartition, Long>>();
        GROUPS.forEach((group, read) -> ends.put(group, topics.ends(read)));
        try {
            await().atMost(QUIET_WITHIN)
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(() -> GROUPS.keySet().stream()
                            .allMatch(group -> topics.lag(group, ends.getOrDefault(group, Map.of())) == 0));
        } catch (ConditionTimeoutException e) {
            // How long it took says so.
        }
        return Duration.between(begin, Instant.now());
    }

    /** Ends {@code load}, waits until nothing moves any more, and asks the oracle. */
    Oracle judge(Load load) throws InterruptedException {
        load.end(ACKNOWLEDGED_WITHIN);
        lagGone();
        awaitQuiet();
        return new Oracle(evidence());
    }

    /** From the acknowledgement of an order to the text message that confirms it: what nineteen of twenty customers wait at most. */
    Duration textMessageDelay() {
        var confirmedAt = new HashMap<String, Instant>();
        messages.taken().stream()
                .filter(message -> message.key().channel() == Channel.SMS)
                .filter(message -> message.key().kind().equals(MessageKind.PLACED.id()))
                .forEach(message -> confirmedAt.put(message.key().recipient(), message.takenAt()));
        var delays = ledger.acknowledgedAt().entrySet().stream()
                .flatMap(order -> Stream.ofNullable(ledger.orders().get(order.getKey()))
                        .map(parcel -> parcel.order().customer().phone())
                        .flatMap(phone -> Stream.ofNullable(phone == null ? null : confirmedAt.get(phone)))
                        .map(at -> Duration.between(order.getValue(), at)))
                .sorted()
                .toList();
        return delays.isEmpty() ? Duration.ZERO : delays.get(delays.size() * 19 / 20);
    }

    private void awaitQuiet() {
        try {
            await().atMost(QUIET_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .during(Duration.ofSeconds(2))
                    .until(() -> readModel.unfinished() == 0 && areCurrent());
        } catch (ConditionTimeoutException e) {
            // What is missing then, the oracle says.
        }
    }

    private boolean areCurrent() {
        return pages.values().stream()
                .allMatch(page -> !page.versions().isEmpty() && page.shown().equals(page.current()));
    }

    private Evidence evidence() {
        var events = topics.read(Topics.TRACKING_EVENTS, TrackingEvent.class).stream()
                .collect(groupingBy(TrackingEvent::shipment));
        var orders = ledger.orders();
        var ids = orders.keySet().stream().map(OrderId::of).collect(toSet());
        return new Evidence(
                orders,
                ledger.scans(),
                ledger.unacknowledged(),
                events,
                topics.read(Topics.ORDERS, OrderEvent.class),
                topics.read(Topics.ORDER_UPDATES, OrderUpdate.class),
                readModel.shipments(events.keySet()),
                readModel.orders(ids).keySet(),
                messages.taken(),
                Set.copyOf(readModel.uncertain()),
                cluster.crashes(),
                poison(),
                deadLetters(),
                pages.entrySet().stream()
                        .map(page -> new Evidence.Page(
                                page.getKey(),
                                page.getValue().versions(),
                                page.getValue().shown(),
                                page.getValue().current()))
                        .toList());
    }

    private Set<TopicLog.Position> poison() {
        return Stream.of(Topics.TRACKING_EVENTS, Topics.ORDERS, Topics.ORDER_UPDATES, Topics.SHOP_ORDERS)
                .flatMap(topics::poison)
                .collect(toSet());
    }

    private Set<TopicLog.Position> deadLetters() {
        try (var letters = new DeadLetterLog(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            letters.refresh(READ_WITHIN);
            return letters.letters().stream()
                    .map(letter -> new TopicLog.Position(letter.topic(), letter.partition(), letter.offset()))
                    .collect(toSet());
        }
    }

    @Override
    public void close() {
        pages.values().forEach(PageWatcher::close);
        poison.close();
        topics.close();
        readModel.close();
        cluster.close();
        mail.close();
        sms.close();
    }
}
