package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What support's search found.
 *
 * @param searchedAs how the query was interpreted
 * @param near when there is no hit: orders that may be meant
 */
public record SearchResult(List<SearchedAs> searchedAs, List<Hit> hits, List<SimilarOrder> near) {

    public SearchResult {
        searchedAs = List.copyOf(searchedAs);
        hits = List.copyOf(hits);
        near = List.copyOf(near);
    }

    /** All that are shown of. */
    public List<OrderId> orders() {
        return Stream.concat(hits.stream(), near.stream().map(SimilarOrder::order))
                .map(hit -> OrderId.of(new OrderNumber(hit.orderNumber())))
                .distinct()
                .toList();
    }

    /** An order whose number, or whose shipment's, is nearly the query; {@code number} is that number. */
    public record SimilarOrder(String number, Hit order) {}

    /** One interpretation of the query; {@code words} are its normal form in it, such as {@code +7916…}. */
    public record SearchedAs(MatchedBy by, String words) {}

    /** One order found; the name is masked. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Hit(
            String orderNumber,
            Instant placedAt,
            MatchedBy matched,
            @Nullable String name,
            @JsonAlias("headline") OrderView.Summary summary) {}

    /** By which of its data an order was found. */
    public enum MatchedBy {
        ORDER_NUMBER,
        TRACKING_NUMBER,
        PHONE,
        EMAIL,
        NAME,
        CUSTOMER_ID
    }
}
