package dev.waymark.ingest.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** A fuzzer's bytes, read as decisions. When they run out, every further decision is the first choice. */
final class FuzzInput {

    private final byte[] bytes;
    private int at;

    FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean areLeft() {
        return at < bytes.length;
    }

    /** One of {@code count}, from 0. */
    int of(int count) {
        var chosen = count > 65_536 ? next() << 16 | next() << 8 | next() : count > 256 ? next() << 8 | next() : next();
        return chosen % count;
    }

    /** A text of up to {@code longest} characters, each one byte. */
    String text(int longest) {
        var length = Math.min(next() % (longest + 1), bytes.length - at);
        at += length;
        return new String(Arrays.copyOfRange(bytes, at - length, at), ISO_8859_1);
    }

    private int next() {
        return areLeft() ? bytes[at++] & 0xff : 0;
    }
}
