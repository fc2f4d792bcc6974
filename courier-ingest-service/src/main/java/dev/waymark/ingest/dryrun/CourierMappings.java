package dev.waymark.ingest.dryrun;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CourierList.CourierState;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The mappings as their files have them now. */
public interface CourierMappings {

    /** The mapping that events of this courier are published by. */
    Optional<CourierMapping> active(String courier);

    /** The mapping that is only compared with the active one. */
    Optional<CourierMapping> candidate(String courier);

    /**
     * Every courier with a mapping, by code.
     *
     * @param unmapped codes that a courier's table does not know, and how often each came
     */
    List<CourierState> all(Function<CourierCode, Map<String, Long>> unmapped);

    /** Why the files as they are now are not loaded; absent when they are. */
    @Nullable
    String error();
}
