package dev.waymark.ingest.quarantine;

/** The place of a webhook in the quarantine topic. */
public record QuarantineOffset(int partition, long offset) {}
