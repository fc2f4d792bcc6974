package dev.waymark.notifications.sending;

import dev.waymark.contract.order.OrderUpdate;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Deals with updates as they come, and with those that have to come again. */
public final class UpdateIntake {

    private static final int DUE_AT_ONCE = 100;
    private static final int ORDERS_AT_ONCE = 8;

    private final Notifier notifier;
    private final Retries retries;
    private final SendingRules rules;
    private final Journal journal;
    private final Clock clock;

    public UpdateIntake(Notifier notifier, Retries retries, SendingRules rules, Journal journal, Clock clock) {
        this.notifier = notifier;
        this.retries = retries;
        this.rules = rules;
        this.journal = journal;
        this.clock = clock;
    }

    /** Completes when {@code update} is dealt with, or written down to come again: then its offset may be committed. */
    public Mono<Void> take(OrderUpdate update) {
        return notifier.tell(update)
                .flatMap(settlement -> settlement.match(settled -> Mono.empty(), again -> later(update, 1, again)));
    }

    /** Looks again at what is due. */
    public Mono<Void> takeDue() {
        var now = clock.instant();
        return retries.takeDue(now, now.plus(rules.lease()), DUE_AT_ONCE)
                .groupBy(due -> due.update().orderId(), DUE_AT_ONCE)
                .flatMap(sameOrder -> sameOrder.concatMap(this::takeAgain), ORDERS_AT_ONCE)
                .then();
    }

    private Mono<Void> takeAgain(Retries.Due due) {
        return notifier.tell(due.update())
                .flatMap(settlement -> settlement.match(
                        settled -> retries.remove(due.update()),
                        again -> due.tries() < rules.tries()
                                ? later(due.update(), due.tries() + 1, again)
                                : notifier.giveUp(due.update(), again.why()).then(retries.remove(due.update()))));
    }

    private Mono<Void> later(OrderUpdate update, int tries, Settlement.Again again) {
        journal.again(update, tries, again);
        var dueAt = clock.instant().plus(rules.retryAfter(tries));
        return retries.put(update, tries, dueAt.isAfter(again.notBefore()) ? dueAt : again.notBefore());
    }
}
