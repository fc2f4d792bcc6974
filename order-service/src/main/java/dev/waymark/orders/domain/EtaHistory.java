package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Eta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The estimates a courier has stated. Each window is kept once, with the last time it was stated: so the list stays
 * short, and the window that was stated last is the current one.
 *
 * @param byTime oldest first
 */
public record EtaHistory(List<Eta> byTime) {

    public static final int MAX = 50;

    static final EtaHistory EMPTY = new EtaHistory(List.of());

    private static final Comparator<Eta> ORDER = Comparator.comparing(Eta::statedAt)
            .thenComparing(Eta::source)
            .thenComparing(Eta::from)
            .thenComparing(Eta::until)
            .thenComparing(eta -> String.valueOf(eta.fromTime()))
            .thenComparing(eta -> String.valueOf(eta.untilTime()));

    public EtaHistory {
        byTime = List.copyOf(byTime);
    }

    EtaHistory with(Eta stated) {
        var eta = new Eta(
                stated.from(),
                stated.until(),
                stated.fromTime(),
                stated.untilTime(),
                stated.source(),
                Provenance.millis(stated.statedAt()));
        var etas = new ArrayList<>(byTime);
        var same = etas.stream().filter(eta::sameWindow).findFirst();
        if (same.isPresent() && ORDER.compare(same.orElseThrow(), eta) >= 0) {
            return this;
        }
        same.ifPresent(etas::remove);
        etas.add(eta);
        etas.sort(ORDER);
        return new EtaHistory(etas.subList(Math.max(0, etas.size() - MAX), etas.size()));
    }

    public Optional<Eta> current() {
        return byTime.reversed().stream().findFirst();
    }

    /** The one before the current one. */
    public Optional<Eta> previous() {
        return byTime.reversed().stream().skip(1).findFirst();
    }
}
