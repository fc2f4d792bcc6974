package dev.waymark.ingest.courier;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The couriers that are connected here. They may change while we run: a mapping was mended, a secret rotated. */
public final class Couriers {

    private volatile Map<String, Courier> byAddress;

    /** @param byAddress each under the name that its address ends in, which is its code unless a deployment says otherwise */
    public Couriers(Map<String, Courier> byAddress) {
        this.byAddress = Map.copyOf(byAddress);
    }

    /** Couriers under their codes. */
    public static Couriers of(Collection<Courier> couriers) {
        return new Couriers(couriers.stream()
                .collect(Collectors.toUnmodifiableMap(courier -> courier.code().value(), Function.identity())));
    }

    /** From now on these and no others. A webhook that is being taken in goes by what was before. */
    public void become(Couriers others) {
        byAddress = others.byAddress;
    }

    /** The courier at this address. A wrong secret path is as unknown as an unknown courier. */
    public Optional<Courier> at(String address, @Nullable String secretPath) {
        return Optional.ofNullable(byAddress.get(address)).filter(courier -> courier.answersAt(secretPath));
    }

    /** The courier at this address, whatever follows it. */
    public Optional<Courier> at(String address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    /** The courier of that code. */
    public Optional<Courier> named(String code) {
        return byAddress.values().stream()
                .filter(courier -> courier.code().value().equals(code))
                .findFirst();
    }

    public Collection<Courier> all() {
        return byAddress.values();
    }
}
