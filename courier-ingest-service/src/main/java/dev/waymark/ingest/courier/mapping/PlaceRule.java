package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.tracking.Place;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects a checkpoint's place. */
record PlaceRule(FieldSelector city, FieldSelector region, FieldSelector country, FieldSelector facility)
        implements Rule {

    private static final Place NOWHERE = new Place(null, null, null, null);

    @Nullable
    Place in(JsonContext item) {
        var place = new Place(city.in(item), region.in(item), country.in(item), facility.in(item));
        return place.equals(NOWHERE) ? null : place;
    }

    @Override
    public Stream<RelativeJsonPointer> visible() {
        return Rule.visibleOf(city, region, country, facility);
    }
}
