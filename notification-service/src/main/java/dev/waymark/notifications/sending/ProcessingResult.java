package dev.waymark.notifications.sending;

import java.time.Instant;

/** Whether the processing of an order update is complete. */
public sealed interface ProcessingResult {

    /** Complete; the update is not processed again. */
    record Done() implements ProcessingResult {}

    /** Complete, but it failed or may yet fail: somebody may want it sent again while it is news. */
    record Reopenable() implements ProcessingResult {}

    /** Something is left to do, at {@code notBefore} at the earliest. */
    record Retry(Instant notBefore, String reason) implements ProcessingResult {}
}
