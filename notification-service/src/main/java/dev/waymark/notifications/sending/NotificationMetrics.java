package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs each decision and each provider call, ids only. */
public final class NotificationMetrics {

    private static final Logger log = LoggerFactory.getLogger("waymark.notifications");

    private final MeterRegistry meters;

    public NotificationMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    /** An update triggers no notification. */
    void ignored() {
        decision("none", SuppressionReason.NO_STATE_CHANGE);
    }

    void suppressed(NotificationTrigger trigger, @Nullable Channel channel, SuppressionReason reason) {
        var kind = trigger.kind().id();
        decision(kind, reason);
        log.info("suppressed order={} kind={} channel={} reason={}", trigger.orderId(), kind, channel, reason);
    }

    void sent(MessageRecord record, DeliveryResult result) {
        var channel = record.channel().name().toLowerCase(Locale.ROOT);
        var resultName = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("waymark.notifications.sends", "kind", record.kind(), "channel", channel, "result", resultName)
                .increment();
        log.info(
                "send message={} order={} kind={} channel={} result={} {}",
                record.key(),
                record.order() == null ? "-" : record.order(),
                record.kind(),
                record.channel(),
                resultName,
                detail(result));
    }

    void retryScheduled(OrderUpdate update, int tries, ProcessingResult.Retry retry) {
        meters.counter("waymark.notifications.retries").increment();
        log.info("retry order={} update={} tries={} reason={}", update.orderId(), update.id(), tries, retry.reason());
    }

    void abandoned(OrderUpdate update, String reason) {
        meters.counter("waymark.notifications.given.up").increment();
        log.error("gave-up order={} update={} reason={}", update.orderId(), update.id(), reason);
    }

    private void decision(String kind, SuppressionReason reason) {
        meters.counter("waymark.notifications.decisions", "kind", kind, "outcome", reason.name())
                .increment();
    }

    private static String detail(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted(var segments) -> "segments=" + segments;
            case DeliveryResult.Rejected(var reason) -> "reason=" + reason;
            case DeliveryResult.Unavailable(var reason, var retryAfter) ->
                "reason=" + reason + " retryAfter=" + retryAfter;
            case DeliveryResult.Unknown(var reason) -> "reason=" + reason;
        };
    }
}
