package dev.waymark.contract.view;

/**
 * Messages that are tried again.
 *
 * @param redriven how many: those of the selection that are still news
 */
public record RedrivenMessages(long redriven) {}
