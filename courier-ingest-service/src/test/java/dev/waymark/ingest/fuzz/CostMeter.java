package dev.waymark.ingest.fuzz;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * What a piece of work takes of its thread. Bounds are in proportion to the body and many times what any body was seen to
 * take: they find what stalls, explodes or grows faster than the body does, and no slow machine.
 */
public final class CostMeter {

    /** How many times dearer everything is while a fuzzer watches every branch and comparison. */
    private static final int WATCHING = Integer.getInteger("fuzz.watching", 1);

    /** Seen: 620, of an EPCIS list of bare numbers; each is a parcel of its own to read. A scan written out has 90. */
    private static final long NANOS_PER_BYTE = 2_500L * WATCHING;

    private static final long NANOS = 50_000_000L * WATCHING;

    /** Seen: 330 of the same list, and 90 of scans written out. */
    private static final long BYTES_PER_BYTE = 800L * WATCHING;

    /** Seen: 31 KiB, of a hundred bytes. */
    private static final long BYTES = (128L << 10) * WATCHING;

    /** The first time classes are loaded and nothing is compiled. */
    private static final int TRIES = 5;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private CostMeter() {}

    /** What {@code work} over a body of that length comes to, within bounds. */
    public static <T> T bounded(int bodyLength, Supplier<T> work) {
        for (var left = TRIES; ; left--) {
            var nanos = THREADS.getCurrentThreadCpuTime();
            var bytes = THREADS.getCurrentThreadAllocatedBytes();
            var result = work.get();
            bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
            nanos = THREADS.getCurrentThreadCpuTime() - nanos;
            if (nanos <= NANOS + NANOS_PER_BYTE * bodyLength && bytes <= BYTES + BYTES_PER_BYTE * bodyLength) {
                return result;
            }
            if (left == 1) {
                throw new AssertionError("%d ms and %d KiB for a body of %d bytes"
                        .formatted(nanos / 1_000_000, bytes >> 10, bodyLength));
            }
        }
    }
}
