package dev.waymark.notifications.sending;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The parts of a message that its provider has.
 *
 * @param text a digest of the text that was divided: the parts of another do not go with them
 * @param total into how many it was divided
 * @param ids the provider's id by the part's number, which begins at 1; empty where it gives none
 */
public record SentParts(String text, int total, SortedMap<Integer, String> ids) {

    public static final SentParts NONE = new SentParts("", 0, Collections.emptySortedMap());

    public SentParts {
        ids = Collections.unmodifiableSortedMap(new TreeMap<>(ids));
    }

    /** What of these belongs to a message that is now {@code newText}, in {@code parts} parts. */
    public SentParts of(String newText, int parts) {
        return text.equals(newText) && total == parts
                ? this
                : new SentParts(newText, parts, Collections.emptySortedMap());
    }

    public SentParts with(int number, String id) {
        var all = new TreeMap<>(ids);
        all.put(number, id);
        return new SentParts(text, total, all);
    }

    /** These and {@code others}; empty when they are of two texts. */
    public Optional<SentParts> and(SentParts others) {
        if (!isEmpty() && !text.equals(others.text)) {
            return Optional.empty();
        }
        var all = new TreeMap<>(ids);
        all.putAll(others.ids);
        return Optional.of(new SentParts(others.text, others.total, all));
    }

    /** The first part that the provider does not have; empty when it has all. */
    public Optional<Integer> next() {
        return IntStream.rangeClosed(1, total)
                .filter(number -> !ids.containsKey(number))
                .boxed()
                .findFirst();
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    public boolean isComplete() {
        return total > 0 && next().isEmpty();
    }

    /** Those that receipts name. */
    public List<String> known() {
        return ids.values().stream().filter(id -> !id.isEmpty()).toList();
    }

    /** The receipt that says what became of the whole message, in whatever order they came; empty while none does. */
    Optional<DeliveryReceipt> settledBy(Collection<DeliveryReceipt> receipts) {
        var failed = receipts.stream().filter(DeliveryReceipt::isFailure).findFirst();
        var delivered = receipts.stream()
                .filter(receipt -> receipt.state() == DeliveryReceipt.State.DELIVERED)
                .collect(Collectors.toMap(DeliveryReceipt::id, receipt -> receipt, (first, _) -> first));
        return failed.or(() -> isComplete() && delivered.keySet().containsAll(ids.values())
                ? delivered.values().stream().findFirst()
                : Optional.empty());
    }

    /** Without those whose failure is among {@code receipts}: only they are sent again. */
    public SentParts without(Collection<DeliveryReceipt> receipts) {
        var failed = receipts.stream()
                .filter(DeliveryReceipt::isFailure)
                .map(DeliveryReceipt::id)
                .collect(Collectors.toSet());
        var left = ids.entrySet().stream()
                .filter(part -> !failed.contains(part.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, TreeMap::new));
        return new SentParts(text, total, left);
    }
}
