package dev.waymark.orders.placing;

/**
 * What is wrong with one part of what a shop sent.
 *
 * @param pointer where, as a JSON pointer
 * @param code which rule, for machines
 * @param detail which rule, for people; never the value itself
 */
public record Violation(String pointer, String code, String detail) {}
