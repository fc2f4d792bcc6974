package dev.waymark.ingest.quarantine;

import dev.waymark.ingest.courier.RawWebhook;

/**
 * A webhook in quarantine with its body.
 *
 * @param reason what the mapping expected where
 */
public record QuarantinedWebhook(RawWebhook raw, String reason) {}
