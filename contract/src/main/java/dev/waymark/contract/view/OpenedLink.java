package dev.waymark.contract.view;

import java.time.Instant;

/**
 * The order that a link opens.
 *
 * @param until the earliest moment at which the link expires; news of the order moves it on
 */
public record OpenedLink(OrderView order, Instant until) {}
