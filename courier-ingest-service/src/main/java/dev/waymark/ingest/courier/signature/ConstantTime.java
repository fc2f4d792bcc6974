package dev.waymark.ingest.courier.signature;

import java.security.MessageDigest;
import java.util.List;

/** Comparisons whose duration tells nothing: a plain equals tells an attacker how many leading bytes were right. */
final class ConstantTime {

    private ConstantTime() {}

    /** Whether {@code tried} is one of {@code right}; every one is compared. */
    static boolean isAnyOf(List<byte[]> right, byte[] tried) {
        var found = false;
        for (var one : right) {
            found |= MessageDigest.isEqual(one, tried);
        }
        return found;
    }

    /** Whether any of {@code tried} is one of {@code right}; every pair is compared. */
    static boolean isAnyOf(List<byte[]> right, List<byte[]> tried) {
        var found = false;
        for (var one : tried) {
            found |= isAnyOf(right, one);
        }
        return found;
    }
}
