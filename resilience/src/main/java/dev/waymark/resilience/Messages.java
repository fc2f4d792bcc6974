package dev.waymark.resilience;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the providers took: the ledger of the mail server and of the SMS centre. */
final class Messages {

    static final String SIGN_IN_CODE = "code";
    static final String UNKNOWN = "unknown";

    /** The words by which a reader tells the messages of one order apart. */
    private static final Map<String, String> WORDS = Map.of(
            "confirmed", MessageKind.PLACED.id(),
            "has shipped", MessageKind.ACCEPTED.id(),
            "arrives today", MessageKind.OUT_FOR_DELIVERY.id(),
            "out for delivery", MessageKind.OUT_FOR_DELIVERY.id(),
            "ready for pickup", MessageKind.READY_FOR_PICKUP.id(),
            "not received?", MessageKind.DELIVERED.id(),
            " delivered", MessageKind.DELIVERED.id(),
            "sign-in code", SIGN_IN_CODE);

    private final List<Taken> taken = new CopyOnWriteArrayList<>();

    /** To whom, by what, of what kind: what nobody may get twice. */
    record Key(Channel channel, String recipient, String kind) {}

    /**
     * A message that a provider has.
     *
     * @param id by which a recipient's program would recognise a second copy; empty where there is none
     * @param takenAt when the provider had all of it
     * @param answeredAt when it said so
     */
    record Taken(Key key, String id, String text, Instant takenAt, Instant answeredAt) {}

    /** @param title by which its kind is told */
    void add(Channel channel, String recipient, String title, String text, String id, Instant takenAt) {
        taken.add(new Taken(new Key(channel, recipient, kind(title)), id, text, takenAt, Instant.now()));
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    private static String kind(String title) {
        var lower = title.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(word -> lower.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
