package dev.waymark.ingest.courier;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connected couriers. They change at run time: when a mapping is mended or a secret rotated. */
public final class Couriers {

    /** By the last segment of the courier's address, which is its code unless configured otherwise. */
    private volatile Map<String, Courier> byAddress = Map.of();

    /** Replaces all couriers. A webhook that is being processed keeps the courier it began with. */
    public void replace(Map<String, Courier> couriers) {
        byAddress = Map.copyOf(couriers);
    }

    /** The courier at this address. A wrong secret path is answered as an unknown courier is. */
    public Optional<Courier> at(String address, @Nullable String secretPath) {
        return at(address).filter(courier -> courier.verifier().acceptsPath(secretPath));
    }

    /** The courier at this address, with any secret path. */
    public Optional<Courier> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    public Optional<Courier> withCode(String code) {
        return byAddress.values().stream()
                .filter(courier -> courier.code().value().equals(code))
                .findFirst();
    }

    public Collection<Courier> all() {
        return byAddress.values();
    }
}
