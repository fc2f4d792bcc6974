package dev.waymark.ingest.rehearsal;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mappings as their files have them now. */
public interface Mappings {

    /** The one that counts. */
    Optional<CourierMapping> counting(String courier);

    /** The one that is on trial. */
    Optional<CourierMapping> shadow(String courier);

    /** Every courier that we can read, by code. */
    List<State> all();

    /** Why the files as they are now are not taken over; absent when they are. */
    @Nullable
    String mistake();

    /**
     * One courier.
     *
     * @param connected whether its webhooks are taken
     * @param version of the mapping that counts
     * @param shadowVersion of the mapping on trial; absent without one
     */
    record State(
            CourierCode courier,
            boolean connected,
            int version,
            @Nullable Integer shadowVersion) {}
}
