package dev.waymark.contract.view;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All messages about one order, and the decisions against one, newest first.
 *
 * @param undeliverable the addresses of them that are written to no more; absent in answers of earlier releases
 */
public record SentMessages(List<SentMessage> messages, List<UndeliverableAddress> undeliverable) {

    public SentMessages(List<SentMessage> messages, @Nullable List<UndeliverableAddress> undeliverable) {
        this.messages = List.copyOf(messages);
        this.undeliverable = List.copyOf(Objects.requireNonNullElse(undeliverable, List.of()));
    }
}
