package dev.waymark.gateway.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.events.tracking.Eta;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What support's one search box found.
 *
 * @param searchedAs what the query was taken for, such as {@code phone +7916…}
 */
public record SearchResult(List<String> searchedAs, List<Hit> hits) {

    public SearchResult {
        searchedAs = List.copyOf(searchedAs);
        hits = List.copyOf(hits);
    }

    /** One order found; the name is masked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hit(
            String orderNumber,
            Instant placedAt,
            Matched matched,
            @Nullable String name,
            OrderView.Headline headline,
            @Nullable Eta eta) {}

    /** By what an order was found. */
    public enum Matched {
        ORDER_NUMBER,
        TRACKING_NUMBER,
        PHONE,
        EMAIL,
        NAME,
        CUSTOMER_ID
    }
}
