package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading all waiting webhooks of a courier again.
 *
 * @param reasons of those that are still unmappable, with how many there are of each
 * @param left how many were not tried: more than one call takes
 * @param next cursor of the next call, which takes the rest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayAllResponse(
        int published,
        @JsonAlias("nothingNew") int ignored,
        @JsonAlias("unreadable") int unmappable,
        int notConnected,
        Map<String, Integer> reasons,
        int left,
        @Nullable String next) {}
