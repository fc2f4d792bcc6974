package dev.waymark.ingest.intake;

import dev.waymark.contract.CourierCode;
import java.time.Instant;

/** Wants to know when couriers speak: authentic webhooks, whatever becomes of them. Called on the way of every answer. */
@FunctionalInterface
public interface CourierListener {

    void heard(CourierCode courier, Instant at);
}
