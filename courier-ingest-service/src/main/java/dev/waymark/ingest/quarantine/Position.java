package dev.waymark.ingest.quarantine;

/** Where a webhook stands in the log of the quarantine. */
public record Position(int partition, long offset) {}
