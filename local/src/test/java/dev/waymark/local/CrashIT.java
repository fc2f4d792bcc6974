package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.mail.ReceivedMail;
import dev.waymark.local.sms.SmsInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JVM is killed in the middle of a replay, with webhooks under way and messages going out, and started again on the
 * same data. What was not answered is sent again, as couriers do.
 */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("waymark.crash.rounds", 1);
    private static final int SHIPMENTS = 12;
    private static final int COURIERS_AT_ONCE = 4;

    /** As many messages the notification service hands over at once; a kill can catch each in its provider's answer. */
    private static final int IN_PROVIDERS_HANDS = 8;

    private static final List<String> CODES = List.of(
            "CREATED",
            "RECEIVED_AT_SHIPMENT_WAREHOUSE",
            "SENT_TO_RECIPIENT_CITY",
            "ACCEPTED_IN_RECIPIENT_CITY",
            "TAKEN_BY_COURIER");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Map<String, Set<String>> acknowledged = new ConcurrentHashMap<>();
    private final List<TrackedOrder> shipments = new ArrayList<>();

    private record TrackedOrder(ShopOrder order, CdekWebhooks cdek) {}

    @Test
    void everyAcknowledgedWebhookSurvivesAndNoMessageIsSentTwice() throws Exception {
        var base = Ports.from(0).of(Ports.Use.GATEWAY);
        var output = folder.resolve("terminal.txt").toFile();
        try (var mail = MailInbox.start(0, 0, Clock.systemUTC());
                var sms = SmsInbox.start(0, Clock.systemUTC())) {
            var child = ChildSystem.start(folder.resolve("data"), base, mail.smtpPort(), sms.port(), output);
            try {
                for (var round = 0; round < ROUNDS; round++) {
                    var replayed = placeOrders(child);
                    replayUntilKilled(child, replayed);
                    child = ChildSystem.start(folder.resolve("data"), base, mail.smtpPort(), sms.port(), output);
                    everythingAcknowledgedIsShown(child);
                    replayTheRest(child, replayed);
                    everythingAcknowledgedIsShown(child);
                    eachMessageArrivedOnce(mail, sms, round + 1);
                }
            } finally {
                child.kill();
            }
        }
    }

    private List<TrackedOrder> placeOrders(ChildSystem child) throws IOException, InterruptedException {
        var secrets = Secrets.existing(folder.resolve("data"));
        var shop = new ShopApiClient(child.url(), secrets.shopApiKey());
        for (var i = 0; i < SHIPMENTS; i++) {
            var cdek = new CdekWebhooks(secrets.cdekPath(), Samples.cdekNumber());
            var channels = i % 2 == 0 ? List.of(Channel.EMAIL) : List.of(Channel.SMS);
            var order = Samples.order(Samples.Customer.fresh(), channels, Samples.key("cdek", cdek.number()));
            assertThat(shop.place(order).statusCode()).isEqualTo(201);
            shipments.add(new TrackedOrder(order, cdek));
        }
        return List.copyOf(shipments.subList(shipments.size() - SHIPMENTS, shipments.size()));
    }

    /** Half of all is acknowledged when the kill comes, and as many webhooks as couriers speak at once are under way. */
    private void replayUntilKilled(ChildSystem child, List<TrackedOrder> replayed) throws InterruptedException {
        var half = new CountDownLatch(SHIPMENTS * CODES.size() / 2);
        var unanswered = new AtomicInteger();
        var couriers = Executors.newFixedThreadPool(COURIERS_AT_ONCE);
        try {
            replayed.forEach(shipment -> couriers.execute(() -> {
                try {
                    for (var code : CODES) {
                        send(child, shipment, code);
                        half.countDown();
                    }
                } catch (IOException killed) {
                    unanswered.incrementAndGet();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            assertThat(half.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            child.kill();
        } finally {
            couriers.shutdown();
        }
        assertThat(couriers.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(unanswered).as("webhooks that the kill cut off").hasPositiveValue();
    }

    private void replayTheRest(ChildSystem child, List<TrackedOrder> replayed)
            throws IOException, InterruptedException {
        for (var code : CODES) {
            for (var shipment : replayed) {
                if (!acknowledged(shipment).contains(code)) {
                    send(child, shipment, code);
                }
            }
        }
        assertThat(replayed)
                .allSatisfy(shipment -> assertThat(acknowledged(shipment)).containsExactlyInAnyOrderElementsOf(CODES));
    }

    private void send(ChildSystem child, TrackedOrder shipment, String code) throws IOException, InterruptedException {
        var answer = new GatewayClient(child.url()).send(shipment.cdek().status(code, "Москва", Instant.now()));
        if (answer.statusCode() / 100 == 2) {
            acknowledged(shipment).add(code);
        }
    }

    private Set<String> acknowledged(TrackedOrder shipment) {
        return acknowledged.computeIfAbsent(shipment.cdek().number(), number -> ConcurrentHashMap.newKeySet());
    }

    private void everythingAcknowledgedIsShown(ChildSystem child) {
        assertThat(acknowledged).isNotEmpty();
        var shop = new ShopApiClient(
                child.url(), Secrets.existing(folder.resolve("data")).shopApiKey());
        for (var shipment : shipments) {
            var expected = acknowledged(shipment);
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(shown(shop, shipment))
                            .as(shipment.cdek().number())
                            .containsAll(expected));
        }
    }

    private static Set<String> shown(ShopApiClient shop, TrackedOrder shipment)
            throws IOException, InterruptedException {
        var order = JsonMapper.shared()
                .readTree(shop.order(shipment.order().orderNumber().value()).body());
        return order.at("/shipments/0/timeline")
                .valueStream()
                .map(entry -> entry.at("/rawStatus/code").asString())
                .collect(Collectors.toSet());
    }

    /**
     * A kill inside the mail server's answer leaves unknown whether it took the mail: it may go out once more then, with
     * the same Message-ID, so that a mail program shows it once.
     */
    private void eachMessageArrivedOnce(MailInbox mail, SmsInbox sms, int kills) {
        await().atMost(SOON).untilAsserted(() -> {
            for (var shipment : shipments) {
                var customer = shipment.order().customer();
                if (customer.channels().contains(Channel.EMAIL)) {
                    // That the courier has it may be old news when the service is back: then nobody is written to about
                    // it.
                    assertThat(mail.mails().stream()
                                    .filter(one -> one.to().equals(customer.email()))
                                    .map(ReceivedMail::subject))
                            .as("placed, out for delivery")
                            .anyMatch(subject -> subject.contains("принят"))
                            .anyMatch(subject -> subject.startsWith("Сегодня"));
                } else {
                    assertThat(sms.messages().stream().filter(one -> one.to().equals(customer.phone())))
                            .isNotEmpty();
                }
            }
        });
        // Nobody knows of a text message that was being handed over when it was killed: it is not sent again.
        assertThat(sms.messages())
                .hasSizeGreaterThanOrEqualTo(
                        2 * (int) shipments.stream().filter(CrashIT::getsTexts).count() - IN_PROVIDERS_HANDS * kills);
        var mailsPerText = count(mail.mails(), one -> one.to() + "\n" + one.subject());
        var mailsPerId = count(mail.mails(), CrashIT::messageId);
        assertThat(mailsPerText).hasSameSizeAs(mailsPerId);
        assertThat(mailsPerText.values()).as("%s", mailsPerText).allMatch(times -> times <= 2);
        assertThat(mailsPerText.values().stream().mapToInt(times -> times - 1).sum())
                .as("%s", mailsPerText)
                .isLessThanOrEqualTo(IN_PROVIDERS_HANDS * kills);
        assertThat(count(sms.messages(), one -> one.to() + "\n" + one.text()))
                .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
    }

    private static boolean getsTexts(TrackedOrder shipment) {
        return shipment.order().customer().channels().contains(Channel.SMS);
    }

    private static String messageId(ReceivedMail mail) {
        return mail.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Message-ID"))
                .map(ReceivedMail.Header::value)
                .findFirst()
                .orElseThrow();
    }

    private static <T> Map<String, Integer> count(List<T> all, Function<T, String> key) {
        var counts = new HashMap<String, Integer>();
        all.forEach(one -> counts.merge(key.apply(one), 1, Integer::sum));
        return counts;
    }
}
