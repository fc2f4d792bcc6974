package dev.waymark.ingest.rehearsal;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.RawWebhook;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** The raw webhooks that the log keeps, those in quarantine too. */
@FunctionalInterface
public interface RawWebhooks {

    /**
     * Hands the newest of {@code courier} to {@code each}, one by one and on a thread that may be kept busy. Fails with
     * {@link dev.waymark.ingest.intake.LogUnavailable} when the log does not answer in time.
     */
    Mono<Void> newest(CourierCode courier, Consumer<RawWebhook> each);
}
