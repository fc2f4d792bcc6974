package dev.waymark.contract.view;

/**
 * An address that may be written to again.
 *
 * @param lifted false when it was not undeliverable
 */
public record LiftedAddress(boolean lifted) {}
