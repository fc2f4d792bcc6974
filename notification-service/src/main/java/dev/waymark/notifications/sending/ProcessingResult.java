package dev.waymark.notifications.sending;

import java.time.Instant;

/** Whether the processing of an order update is complete. */
public sealed interface ProcessingResult {

    /** Complete; the update is not processed again. */
    record Done() implements ProcessingResult {}

    /** Something is left to do, at {@code notBefore} at the earliest. */
    record Retry(Instant notBefore, String reason) implements ProcessingResult {}

    /** Both as one: complete only when both are, else the earlier retry. */
    default ProcessingResult and(ProcessingResult other) {
        return switch (this) {
            case Done _ -> other;
            case Retry retry ->
                switch (other) {
                    case Done _ -> retry;
                    case Retry otherRetry -> retry.notBefore().isBefore(otherRetry.notBefore()) ? retry : otherRetry;
                };
        };
    }
}
