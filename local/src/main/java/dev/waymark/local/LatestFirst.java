package dev.waymark.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** The newest things of a kind, numbered as they come; the oldest go when there are too many. */
public final class LatestFirst<T> {

    public static final int CAPACITY = 500;

    private final Deque<T> kept = new ArrayDeque<>();
    private long added;

    /** Adds what {@code made} makes of the next number. */
    public synchronized T add(LongFunction<T> made) {
        var item = made.apply(++added);
        kept.addFirst(item);
        if (kept.size() > CAPACITY) {
            kept.removeLast();
        }
        return item;
    }

    /** Puts {@code change} of each in its place. */
    public synchronized void change(UnaryOperator<T> change) {
        var changed = kept.stream().map(change).toList();
        kept.clear();
        kept.addAll(changed);
    }

    /** Newest first. */
    public synchronized List<T> list() {
        return List.copyOf(kept);
    }
}
