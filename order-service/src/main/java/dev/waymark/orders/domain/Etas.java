package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Eta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was expected when. Each window is kept once, with the last time it was stated: so the list stays short, and the
 * last stated window is the one that holds.
 *
 * @param byTime oldest first
 */
public record Etas(List<Eta> byTime) {

    public static final int MAX = 50;

    static final Etas NONE = new Etas(List.of());

    private static final Comparator<Eta> ORDER = Comparator.comparing(Eta::statedAt)
            .thenComparing(Eta::source)
            .thenComparing(Eta::from)
            .thenComparing(Eta::until)
            .thenComparing(eta -> String.valueOf(eta.fromTime()))
            .thenComparing(eta -> String.valueOf(eta.untilTime()));

    public Etas {
        byTime = List.copyOf(byTime);
    }

    Etas with(Eta told) {
        var eta = new Eta(
                told.from(),
                told.until(),
                told.fromTime(),
                told.untilTime(),
                told.source(),
                Told.millis(told.statedAt()));
        var etas = new ArrayList<>(byTime);
        var same = etas.stream().filter(eta::sameWindow).findFirst();
        if (same.isPresent() && ORDER.compare(same.orElseThrow(), eta) >= 0) {
            return this;
        }
        same.ifPresent(etas::remove);
        etas.add(eta);
        etas.sort(ORDER);
        return new Etas(etas.subList(Math.max(0, etas.size() - MAX), etas.size()));
    }

    /** What holds now. */
    public Optional<Eta> current() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.get(byTime.size() - 1));
    }

    /** What held before that. */
    public Optional<Eta> before() {
        return byTime.size() < 2 ? Optional.empty() : Optional.of(byTime.get(byTime.size() - 2));
    }
}
