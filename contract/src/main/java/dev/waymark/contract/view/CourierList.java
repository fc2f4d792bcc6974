package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The couriers whose webhooks can be read.
 *
 * @param mistake why the mapping files as they are now are not in use
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CourierList(
        List<CourierState> couriers, @Nullable String mistake) {

    public CourierList {
        couriers = List.copyOf(couriers);
    }

    /**
     * One courier.
     *
     * @param connected whether its webhooks are accepted
     * @param version of the active mapping
     * @param shadowVersion of the candidate mapping; absent without one
     * @param unmapped codes that its table does not know, and how often each came to the instance that answers
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CourierState(
            CourierCode courier,
            boolean connected,
            int version,
            @Nullable Integer shadowVersion,
            Map<String, Long> unmapped) {}
}
