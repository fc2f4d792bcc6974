package dev.waymark.orders;

import dev.waymark.orders.ordering.IdempotencyStore;
import dev.waymark.orders.people.LinkSettings;
import dev.waymark.orders.projection.FormerShipmentKeys;
import dev.waymark.orders.query.RenewedLinkStore;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes stored responses and renewed links past their retention, and moves what an earlier release stored under former keys. */
class CleanupJob {

    private static final Logger log = LoggerFactory.getLogger(CleanupJob.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final IdempotencyStore requests;
    private final RenewedLinkStore links;
    private final FormerShipmentKeys formerKeys;
    private final Duration linkRetention;

    CleanupJob(
            IdempotencyStore requests, RenewedLinkStore links, FormerShipmentKeys formerKeys, LinkSettings settings) {
        this.requests = requests;
        this.links = links;
        this.formerKeys = formerKeys;
        // Twice as long as they are valid: an expired link is answered as such, and can be renewed once more.
        this.linkRetention = settings.live().multipliedBy(2);
    }

    @Scheduled(initialDelayString = "10m", fixedDelayString = "10m")
    @SchedulerLock(name = "cleanup", lockAtMostFor = "5m")
    public void deleteExpired() {
        try {
            requests.deleteExpired().then(links.deleteOlderThan(linkRetention)).block(TIMEOUT);
        } catch (RuntimeException e) {
            log.warn("cleanup failed: failure={}", e.getClass().getName());
        }
    }

    /** After the start; later runs find what a pod of the version before has stored since. */
    @Scheduled(initialDelayString = "1s", fixedDelayString = "1d")
    @SchedulerLock(name = "former-keys", lockAtMostFor = "1h")
    public void moveFormerKeys() {
        try {
            var moved = formerKeys.move().block();
            if (moved != null && moved > 0) {
                log.info("shipments moved to their canonical keys: shipments={}", moved);
            }
        } catch (RuntimeException e) {
            log.warn(
                    "shipments stay under former keys: failure={}", e.getClass().getName());
        }
    }
}
