package dev.waymark.gateway.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.tracking.Eta;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What support's one search box found, and what the query was taken for.
 *
 * @param near where nothing was found: orders that may be meant
 */
public record SearchResult(List<SearchedAs> searchedAs, List<Hit> hits, List<Near> near) {

    public SearchResult {
        searchedAs = List.copyOf(searchedAs);
        hits = List.copyOf(hits);
        near = List.copyOf(near);
    }

    /** An order whose number, or whose parcel's, is nearly what was looked for; {@code number} is that number. */
    public record Near(String number, Hit order) {}

    /** One way the query was read; {@code words} as they look read that way, such as {@code +7916…}. */
    public record SearchedAs(Matched by, String words) {}

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
