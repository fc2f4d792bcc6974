package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of the quarantine, newest first.
 *
 * @param next cursor of the page after this one; absent on the last
 * @param waiting how many wait, on all pages
 * @param couriers how many wait of each courier
 * @param complete whether nothing older was left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantinePage(
        List<QuarantineEntry> entries,
        @Nullable String next,
        int waiting,
        Map<String, Integer> couriers,
        boolean complete) {

    public QuarantinePage {
        entries = List.copyOf(entries);
    }
}
