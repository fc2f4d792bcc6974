package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import org.jspecify.annotations.Nullable;

/** Counts and logs each decision and each provider call, ids only. */
public interface NotificationMetrics {

    /** {@code update} triggers no notification. */
    void ignored(OrderUpdate update);

    void suppressed(NotificationTrigger trigger, @Nullable Channel channel, SuppressionReason reason);

    void sent(MessageRecord record, DeliveryResult result);

    void retryScheduled(OrderUpdate update, int tries, ProcessingResult.Retry retry);

    void abandoned(OrderUpdate update, String reason);
}
