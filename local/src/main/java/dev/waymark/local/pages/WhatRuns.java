package dev.waymark.local.pages;

import dev.waymark.local.Part;
import dev.waymark.local.demo.DemoNotes.ByHand;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the start page asks the running system. */
public interface WhatRuns {

    List<Part> parts();

    /** Records that a service has not read yet, by the service's name. */
    Map<String, Long> lag();

    LastMinute lastMinute();

    /** The parcel that the demo left for the visitor to move. */
    Optional<ByHand> byHand();

    /** A command that makes that parcel move, and the same as an HTTP request. */
    Optional<Commands> commands();

    String metricsUrl();

    boolean demoIsPlaying();

    /**
     * What happened in the last minute.
     *
     * @param accepted webhooks answered 2xx
     * @param refused webhooks answered 4xx
     * @param notSent messages that were decided against
     */
    record LastMinute(long accepted, long refused, long sent, long notSent) {}

    /** To be copied into a terminal. */
    record Commands(String waymark, String curl) {}
}
