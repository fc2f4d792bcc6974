package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.tracking.Place;
import org.jspecify.annotations.Nullable;

/** Where a checkpoint's place stands. */
record PlaceRule(
        @Nullable FieldSelector city,
        @Nullable FieldSelector region,
        @Nullable FieldSelector country,
        @Nullable FieldSelector facility) {

    @Nullable
    Place in(JsonContext item) {
        var place = new Place(text(city, item), text(region, item), text(country, item), text(facility, item));
        return place.equals(NOWHERE) ? null : place;
    }

    private static final Place NOWHERE = new Place(null, null, null, null);

    private static @Nullable String text(@Nullable FieldSelector at, JsonContext item) {
        return at == null ? null : at.in(item);
    }
}
