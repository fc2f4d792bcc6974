package dev.waymark.contract.view;

import java.util.Map;

/**
 * A webhook in quarantine with its payload.
 *
 * @param headers those that were kept
 * @param payload masked: a value is shown only where the mapping reads what identifies nobody
 */
public record QuarantinedPayload(QuarantineEntry entry, Map<String, String> headers, String payload) {}
