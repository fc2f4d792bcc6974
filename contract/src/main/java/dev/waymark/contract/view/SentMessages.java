package dev.waymark.contract.view;

import java.util.List;

/** All messages about one order, and the decisions against one, newest first. */
public record SentMessages(List<SentMessage> messages) {

    public SentMessages {
        messages = List.copyOf(messages);
    }
}
