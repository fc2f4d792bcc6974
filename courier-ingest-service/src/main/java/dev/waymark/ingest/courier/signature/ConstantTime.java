package dev.waymark.ingest.courier.signature;

import java.security.MessageDigest;
import java.util.List;

/** Comparisons in constant time: the duration of a plain equals shows an attacker how many leading bytes were right. */
final class ConstantTime {

    private ConstantTime() {}

    /** Whether any of {@code given} equals one of {@code expected}; all pairs are compared. */
    static boolean isAnyOf(List<byte[]> expected, List<byte[]> given) {
        var found = false;
        for (var one : given) {
            for (var other : expected) {
                found |= MessageDigest.isEqual(other, one);
            }
        }
        return found;
    }
}
