package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import org.jspecify.annotations.Nullable;

/** Tells operators what was decided and done: counts and log lines, ids only. */
public interface Journal {

    /** An update that is about no message at all. */
    void unremarkable(OrderUpdate update);

    void notSent(Occasion occasion, @Nullable Channel channel, Reason reason);

    void handedOver(Outgoing outgoing, Handover handover);

    void again(OrderUpdate update, int tries, Settlement.Again again);

    void gaveUp(OrderUpdate update, String why);
}
