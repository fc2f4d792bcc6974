package dev.waymark.gateway.clients;

import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

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

    /** With the query of an older link, where there is one. */
    public MyOrdersFilter withQuery(@Nullable String older) {
        return older == null ? this : new MyOrdersFilter(older);
    }

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
        return query == null || query.isBlank() ? Map.of() : Map.of("query", query);
    }

    public boolean isEmpty() {
        return parameters().isEmpty();
    }

    /** The list at {@code path}, with {@code paging} behind the filter. */
    public String address(String path, Map<String, ?> paging) {
        var parameters = new LinkedHashMap<String, Object>(parameters());
        parameters.putAll(new TreeMap<>(paging));
        var address = UriComponentsBuilder.fromPath(path);
        parameters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(parameters).toUriString();
    }
}
