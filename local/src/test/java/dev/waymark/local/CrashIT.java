package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.events.order.ShopOrder;
import dev.waymark.local.couriers.CdekParcel;
import dev.waymark.local.couriers.CourierDoor;
import dev.waymark.local.demo.ShopDoor;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The JVM is killed in the middle of a replay and started again on the same data. */
class CrashIT {

    private static final int ROUNDS = Integer.getInteger("waymark.crash.rounds", 1);
    private static final int PARCELS = 12;
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
    private final List<Parcel> parcels = new ArrayList<>();

    private record Parcel(ShopOrder order, CdekParcel cdek) {}

    @Test
    void everyAcknowledgedWebhookSurvivesAndNoMessageIsSentTwice() throws Exception {
        var base = ChildSystem.freePortBase();
        var output = folder.resolve("terminal.txt").toFile();
        try (var mail = MailInbox.start(0, 0, Clock.systemUTC());
                var sms = SmsInbox.start(0, Clock.systemUTC())) {
            var child = ChildSystem.start(folder.resolve("data"), base, mail.smtpPort(), sms.port(), output);
            try {
                for (var round = 0; round < ROUNDS; round++) {
                    placeOrders(child);
                    replayUntilHalfWay(child);
                    child.kill();
                    child = ChildSystem.start(folder.resolve("data"), base, mail.smtpPort(), sms.port(), output);
                    everythingAcknowledgedIsShown(child);
                    replayTheRest(child);
                    everythingAcknowledgedIsShown(child);
                    eachMessageArrivedOnce(mail, sms, round + 1);
                }
            } finally {
                child.kill();
            }
        }
    }

    private void placeOrders(ChildSystem child) throws IOException, InterruptedException {
        var secrets = Secrets.existing(folder.resolve("data"));
        var shop = new ShopDoor(child.url(), secrets.shopApiKey());
        for (var i = 0; i < PARCELS; i++) {
            var cdek = new CdekParcel(secrets.cdekPath(), Samples.cdekNumber());
            var channels = i % 2 == 0 ? List.of(ShopOrder.Channel.EMAIL) : List.of(ShopOrder.Channel.SMS);
            var order = Samples.order(Samples.Customer.fresh(), channels, Samples.key("cdek", cdek.number()));
            assertThat(shop.place(order).statusCode()).isEqualTo(201);
            parcels.add(new Parcel(order, cdek));
        }
    }

    /** Killed while messages go out: the last statuses are those that somebody is written to about. */
    private void replayUntilHalfWay(ChildSystem child) throws IOException, InterruptedException {
        for (var code : CODES) {
            for (var parcel : parcels.subList(0, parcels.size() - PARCELS / 3)) {
                send(child, parcel, code);
            }
        }
    }

    private void replayTheRest(ChildSystem child) throws IOException, InterruptedException {
        for (var code : CODES) {
            for (var parcel : parcels.subList(parcels.size() - PARCELS / 3, parcels.size())) {
                send(child, parcel, code);
            }
        }
    }

    private void send(ChildSystem child, Parcel parcel, String code) throws IOException, InterruptedException {
        var answer = new CourierDoor(child.url()).send(parcel.cdek().status(code, "Москва", Instant.now()));
        if (answer.statusCode() / 100 == 2) {
            acknowledged
                    .computeIfAbsent(parcel.cdek().number(), number -> ConcurrentHashMap.newKeySet())
                    .add(code);
        }
    }

    private void everythingAcknowledgedIsShown(ChildSystem child) {
        assertThat(acknowledged).isNotEmpty();
        var shop = new ShopDoor(
                child.url(), Secrets.existing(folder.resolve("data")).shopApiKey());
        for (var parcel : parcels) {
            var expected = acknowledged.getOrDefault(parcel.cdek().number(), Set.of());
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(shown(shop, parcel))
                            .as(parcel.cdek().number())
                            .containsAll(expected));
        }
    }

    private static Set<String> shown(ShopDoor shop, Parcel parcel) throws IOException, InterruptedException {
        var order = JsonMapper.shared()
                .readTree(shop.order(parcel.order().orderNumber().value()).body());
        return order.at("/shipments/0/timeline")
                .valueStream()
                .map(entry -> entry.at("/courierWords/code").asString())
                .collect(Collectors.toSet());
    }

    /**
     * A kill inside the mail server's answer leaves unknown whether it took the mail: it may go out once more then, with
     * the same Message-ID, so that a mail program shows it once.
     */
    private void eachMessageArrivedOnce(MailInbox mail, SmsInbox sms, int kills) {
        await().atMost(SOON).untilAsserted(() -> {
            for (var parcel : parcels) {
                var customer = parcel.order().customer();
                if (customer.channels().contains(ShopOrder.Channel.EMAIL)) {
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
                        2 * (int) parcels.stream().filter(CrashIT::getsTexts).count() - kills);
        var mailsPerText = count(mail.mails(), one -> one.to() + "\n" + one.subject());
        var mailsPerId = count(mail.mails(), CrashIT::messageId);
        assertThat(mailsPerText).hasSameSizeAs(mailsPerId);
        assertThat(mailsPerText.values().stream().mapToInt(times -> times - 1).sum())
                .as("%s", mailsPerText)
                .isLessThanOrEqualTo(kills);
        assertThat(count(sms.messages(), one -> one.to() + "\n" + one.text()))
                .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
    }

    private static boolean getsTexts(Parcel parcel) {
        return parcel.order().customer().channels().contains(ShopOrder.Channel.SMS);
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
