package dev.waymark.orders.domain;

import dev.waymark.contract.tracking.Eta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The estimates a courier has stated. Each window is kept once, as it was stated last: so the list stays short, and the
 * window that was stated last is the current one.
 *
 * @param byTime oldest first
 */
public record EtaHistory(List<KnownEta> byTime) {

    public static final int MAX = 50;

    static final EtaHistory EMPTY = new EtaHistory(List.of());

    public EtaHistory {
        byTime = List.copyOf(byTime);
    }

    EtaHistory with(KnownEta stated) {
        var etas = new ArrayList<>(byTime);
        var same = etas.stream()
                .filter(known -> known.eta().sameWindow(stated.eta()))
                .findFirst();
        var kept = same.map(stated::merge).orElse(stated);
        if (same.isPresent() && same.orElseThrow().equals(kept)) {
            return this;
        }
        same.ifPresent(etas::remove);
        etas.add(kept);
        etas.sort(KnownEta.STATED);
        return new EtaHistory(etas.subList(Math.max(0, etas.size() - MAX), etas.size()));
    }

    /** Those of a journey. */
    EtaHistory only(Predicate<KnownEta> selected) {
        return new EtaHistory(byTime.stream().filter(selected).toList());
    }

    public Optional<Eta> current() {
        return byTime.reversed().stream().map(KnownEta::eta).findFirst();
    }

    /** The one before the current one. */
    public Optional<Eta> previous() {
        return byTime.reversed().stream().skip(1).map(KnownEta::eta).findFirst();
    }
}
