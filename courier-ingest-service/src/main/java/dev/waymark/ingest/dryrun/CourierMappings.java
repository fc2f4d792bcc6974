package dev.waymark.ingest.dryrun;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mappings as their files have them now. */
public interface CourierMappings {

    /** The mapping that events of this courier are published by. */
    Optional<CourierMapping> active(String courier);

    /** The mapping that is only compared with the active one. */
    Optional<CourierMapping> candidate(String courier);

    /** Every courier with a mapping, by code. */
    List<State> all();

    /** Why the files as they are now are not loaded; absent when they are. */
    @Nullable
    String error();

    /**
     * One courier.
     *
     * @param connected whether its webhooks are accepted
     * @param version of the active mapping
     * @param candidateVersion of the candidate; absent without one
     */
    record State(
            CourierCode courier,
            boolean connected,
            int version,
            @Nullable Integer candidateVersion) {}
}
