package dev.waymark.embedded.mongo.storage;

import java.util.List;
import java.util.stream.Stream;

/**
 * A way to the documents of a query through an index: which keys to walk, and whether they come in the wanted order.
 *
 * <p>It never leaves out a document that matches, and may bring some that do not.
 */
record AccessPath(SortedIndex index, List<KeyRange> ranges, boolean sorted, int usefulness) {

    /** Both ends included; walked backwards when {@code from} is the greater one. Nobody compares ranges. */
    @SuppressWarnings("ArrayRecordComponent")
    record KeyRange(byte[] from, byte[] to) {

        KeyRange backwards() {
            return new KeyRange(to, from);
        }
    }

    Stream<Long> records() {
        var records = ranges.stream().flatMap(range -> index.records(range.from(), range.to()));
        return index.isMultikey() || ranges.size() > 1 ? records.distinct() : records;
    }
}
