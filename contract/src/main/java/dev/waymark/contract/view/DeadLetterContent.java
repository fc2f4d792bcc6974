package dev.waymark.contract.view;

/**
 * A dead letter with its content.
 *
 * @param payload masked: structure, names and formats, and no value; empty where it is kept no more
 */
public record DeadLetterContent(DeadLetter letter, String payload) {}
