package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Where a scan was made: a facility's place, never a recipient's address.
 *
 * @param country ISO 3166-1 alpha-2 where the courier gives it so, else as printed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(
        @Nullable String city,
        @Nullable String region,
        @Nullable String country,
        @Nullable String facility) {

    public Place {
        city = city == null ? null : VisibleText.undirected(city);
        region = region == null ? null : VisibleText.undirected(region);
        country = country == null ? null : VisibleText.undirected(country);
        facility = facility == null ? null : VisibleText.undirected(facility);
    }
}
