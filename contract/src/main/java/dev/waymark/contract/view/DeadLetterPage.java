package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the dead letters that wait, newest first.
 *
 * @param next cursor of the page after this one; absent on the last
 * @param waiting how many wait, on all pages
 * @param reasons how many wait of all topics and for which reasons, the most frequent first
 * @param complete whether nothing older was left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterPage(
        List<DeadLetter> entries, @Nullable String next, int waiting, List<WaitingCount> reasons, boolean complete) {

    public DeadLetterPage {
        entries = List.copyOf(entries);
        reasons = List.copyOf(reasons);
    }

    /** How many wait of one topic for one reason. */
    public record WaitingCount(String topic, String group, String reason, int waiting) {}
}
