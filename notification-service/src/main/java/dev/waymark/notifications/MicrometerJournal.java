package dev.waymark.notifications;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import dev.waymark.notifications.sending.Handover;
import dev.waymark.notifications.sending.Journal;
import dev.waymark.notifications.sending.Outgoing;
import dev.waymark.notifications.sending.Settlement;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line and one count for each decision and each deed. */
final class MicrometerJournal implements Journal {

    private static final Logger log = LoggerFactory.getLogger("waymark.notifications");
    private static final String DECISIONS = "waymark.notifications.decisions";
    private static final String HANDOVERS = "waymark.notifications.handovers";

    private final MeterRegistry meters;

    MicrometerJournal(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void unremarkable(OrderUpdate update) {
        meters.counter(DECISIONS, "kind", "none", "outcome", Reason.NO_STATE_CHANGE.name())
                .increment();
    }

    @Override
    public void notSent(Occasion occasion, @Nullable Channel channel, Reason reason) {
        meters.counter(DECISIONS, "kind", occasion.kind().id(), "outcome", reason.name())
                .increment();
        log.info(
                "not-sent order={} kind={} channel={} reason={}",
                occasion.orderId(),
                occasion.kind().id(),
                channel,
                reason);
    }

    @Override
    public void handedOver(Outgoing outgoing, Handover handover) {
        var result = handover.match(
                taken -> "taken", refused -> "refused", unreachable -> "unreachable", unsure -> "unsure");
        var reason = handover.match(
                taken -> "segments=" + taken.segments(),
                refused -> refused.reason(),
                unreachable -> unreachable.reason(),
                unsure -> unsure.reason());
        var order = outgoing.order();
        meters.counter(
                        HANDOVERS,
                        "kind",
                        outgoing.kind(),
                        "channel",
                        outgoing.channel().name().toLowerCase(Locale.ROOT),
                        "result",
                        result)
                .increment();
        log.info(
                "handed-over message={} order={} kind={} channel={} result={} {}",
                outgoing.key(),
                order == null ? "-" : order,
                outgoing.kind(),
                outgoing.channel(),
                result,
                reason);
    }

    @Override
    public void again(OrderUpdate update, int tries, Settlement.Again again) {
        meters.counter("waymark.notifications.retries").increment();
        log.info("again order={} update={} tries={} why={}", update.orderId(), update.id(), tries, again.why());
    }

    @Override
    public void gaveUp(OrderUpdate update, String why) {
        meters.counter("waymark.notifications.given.up").increment();
        log.error("gave-up order={} update={} why={}", update.orderId(), update.id(), why);
    }
}
