package dev.waymark.ingest.quarantine;

import dev.waymark.ingest.courier.RawWebhook;

/**
 * A webhook in quarantine, whole.
 *
 * @param reason what was expected where, in the words of the mapping that could not read it
 */
public record QuarantinedWebhook(RawWebhook raw, String reason) {}
