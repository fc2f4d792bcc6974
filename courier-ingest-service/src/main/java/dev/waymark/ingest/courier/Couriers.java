package dev.waymark.ingest.courier;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The couriers that are connected here. */
public final class Couriers {

    private final Map<String, Courier> byCode;

    public Couriers(Collection<Courier> couriers) {
        byCode = couriers.stream()
                .collect(Collectors.toUnmodifiableMap(courier -> courier.code().value(), Function.identity()));
    }

    /** The courier at this address. A wrong secret path is as unknown as an unknown courier. */
    public Optional<Courier> at(String code, @Nullable String secretPath) {
        return Optional.ofNullable(byCode.get(code)).filter(courier -> courier.answersAt(secretPath));
    }

    public Collection<Courier> all() {
        return byCode.values();
    }
}
