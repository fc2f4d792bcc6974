package dev.waymark.resilience;

import dev.waymark.contract.Channel;
import dev.waymark.local.sms.ReceivedSms;
import dev.waymark.local.sms.SmsInbox;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The SMS centre of {@code local}, whose messages are written down as phones would show them: whole ones only. */
final class SmsCentre implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final SmsInbox inbox = SmsInbox.start(0, Clock.systemUTC());
    private final Messages messages;
    private final Set<Long> known = new HashSet<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();

    SmsCentre(Messages messages) {
        this.messages = messages;
        var unused =
                looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    int port() {
        return inbox.port();
    }

    private void look() {
        inbox.messages().stream()
                .filter(ReceivedSms::isComplete)
                .filter(sms -> known.add(sms.id()))
                .sorted(Comparator.comparing(ReceivedSms::id))
                .forEach(sms -> messages.add(
                        Channel.SMS, "+" + sms.to().replace("+", ""), sms.text(), sms.text(), "", sms.receivedAt()));
    }

    @Override
    public void close() {
        looking.shutdownNow();
        inbox.close();
    }
}
