package dev.waymark.local.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mail in one mailbox.
 *
 * @param id its place in the inbox, from 1
 */
public record ReceivedMail(
        long id,
        Instant receivedAt,
        String to,
        String from,
        String subject,
        @Nullable String text,
        @Nullable String html,
        List<Header> headers) {

    public ReceivedMail {
        headers = List.copyOf(headers);
    }

    /** A header line, unfolded and decoded. */
    public record Header(String name, String value) {}
}
