package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
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
        @Nullable String facility) {}
