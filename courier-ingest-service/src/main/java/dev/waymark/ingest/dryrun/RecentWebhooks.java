package dev.waymark.ingest.dryrun;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.RawWebhook;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** The newest raw webhooks that are stored, those in quarantine too. */
@FunctionalInterface
public interface RecentWebhooks {

    /**
     * Passes the newest webhooks of {@code courier} to {@code action}, one by one, on a thread that may be kept busy. Fails
     * with {@link dev.waymark.ingest.intake.EventLogUnavailable} when the log does not answer in time.
     */
    Mono<Void> forEach(CourierCode courier, Consumer<RawWebhook> action);
}
