package dev.waymark.gateway.clients;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a customer's orders a list contains. Each component is a request parameter of the same name: of the page, of the
 * API and of the order service.
 */
public record MyOrdersFilter(
        @Parameter(description = "Words, each in the order's number, a tracking number or an item's name")
        @Size(max = MyOrdersFilter.MAX_TEXT)
        @Nullable
        String query) {

    static final int MAX_TEXT = 100;

    /** Shortened to what the API accepts, for a form that a person has filled in. */
    public MyOrdersFilter truncated() {
        if (query == null) {
            return this;
        }
        var text = query.strip();
        return new MyOrdersFilter(text.substring(0, Math.min(text.length(), MAX_TEXT)));
    }

    /** Only what is set. */
    public Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (query != null && !query.isBlank()) {
            parameters.put("query", query);
        }
        return parameters;
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }
}
