package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import dev.waymark.platform.StackFrames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs each decision and each provider call, ids only. */
public final class NotificationMetrics {

    private static final Logger log = LoggerFactory.getLogger("waymark.notifications");

    private final MeterRegistry meters;

    public NotificationMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (var channel : Channel.values()) {
            // Born at 0: an increase of what did not exist is none.
            refusals(channel);
            uncertainties(channel);
            for (var state : DeliveryReceipt.State.values()) {
                receipts(channel, state);
            }
        }
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
        var channel = name(record.channel());
        var reason = reason(result);
        meters.counter(
                        "waymark.notifications.sends",
                        "kind",
                        record.kind(),
                        "channel",
                        channel,
                        "result",
                        name(result),
                        "reason",
                        reason.orElse("none"))
                .increment();
        if (lastOf(result) instanceof DeliveryResult.SenderRefused) {
            refusals(record.channel()).increment();
        }
        log.info(
                "send message={} order={} kind={} channel={} result={} {}",
                record.key(),
                record.order() == null ? "-" : record.order(),
                record.kind(),
                record.channel(),
                name(result),
                reason.map("reason="::concat).orElse(""));
    }

    /** The last call's result stays unknown: support decides whether the message is sent again. */
    public void uncertain(Channel channel) {
        uncertainties(channel).increment();
    }

    void receipt(DeliveryReceipt receipt) {
        receipts(receipt.channel(), receipt.state()).increment();
    }

    /** A receipt has changed the state of a message. */
    void settled(MessageKey key, SendLog.Settled settled) {
        log.info(
                "receipt message={} channel={} {}",
                key,
                settled.receipt().channel(),
                settled.receipt().reason());
    }

    private Counter receipts(Channel channel, DeliveryReceipt.State state) {
        return meters.counter(
                "waymark.notifications.receipts",
                "channel",
                name(channel),
                "state",
                state.name().toLowerCase(Locale.ROOT));
    }

    private Counter refusals(Channel channel) {
        return meters.counter("waymark.notifications.refusals", "channel", name(channel));
    }

    private Counter uncertainties(Channel channel) {
        return meters.counter("waymark.notifications.uncertain", "channel", name(channel));
    }

    void retryScheduled(OrderUpdate update, Channel channel, int tries, ProcessingResult.Retry retry) {
        meters.counter("waymark.notifications.retries", "channel", name(channel))
                .increment();
        log.info(
                "retry order={} update={} channel={} tries={} reason={}",
                update.orderId(),
                update.id(),
                channel,
                tries,
                retry.reason());
    }

    void abandoned(OrderUpdate update, Channel channel, String reason) {
        meters.counter("waymark.notifications.given.up", "channel", name(channel))
                .increment();
        log.error("gave-up order={} update={} channel={} reason={}", update.orderId(), update.id(), channel, reason);
    }

    /** A failure of the store, or of ours: the lane goes on. */
    void interrupted(Channel channel, Throwable failure) {
        log.warn(
                "interrupted channel={} because={}", channel, failure.getClass().getSimpleName());
        StackFrames.firstOf(failure).ifPresent(frames -> log.warn("interrupted channel={}", channel, frames));
    }

    private void decision(String kind, SuppressionReason reason) {
        meters.counter("waymark.notifications.decisions", "kind", kind, "outcome", reason.name())
                .increment();
    }

    private static Optional<String> reason(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted _ -> Optional.empty();
            case DeliveryResult.Partly(var _, var rest) -> reason(rest);
            case DeliveryResult.Rejected(var reason) -> Optional.of(reason);
            case DeliveryResult.Undeliverable(var reason) -> Optional.of(reason);
            case DeliveryResult.Unavailable(var reason, var _) -> Optional.of(reason);
            case DeliveryResult.SenderRefused(var reason) -> Optional.of(reason);
            case DeliveryResult.Unknown(var reason) -> Optional.of(reason);
        };
    }

    /** What became of the part that was tried last. */
    private static DeliveryResult lastOf(DeliveryResult result) {
        return result instanceof DeliveryResult.Partly(var _, var rest) ? rest : result;
    }

    private static String name(DeliveryResult result) {
        return lastOf(result).getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String name(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
