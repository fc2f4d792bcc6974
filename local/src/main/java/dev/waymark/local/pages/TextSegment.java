package dev.waymark.local.pages;

import org.jspecify.annotations.Nullable;

/** Words, or a link when it has a target. Public, because templates reach nothing else. */
public record TextSegment(String text, @Nullable String target) {}
