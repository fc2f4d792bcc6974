package dev.waymark.contract.view;

/**
 * What became of a code or a new link that somebody waits for.
 *
 * @param outcome {@code SENT}, or {@code UNCERTAIN} while no answer is known: it may be on its way
 */
public record RequestedMessage(SentMessage.Outcome outcome) {}
