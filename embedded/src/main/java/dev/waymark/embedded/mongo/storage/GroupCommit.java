package dev.waymark.embedded.mongo.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits before a write is answered, once for all that wait: a killed process loses nothing it acknowledged.
 *
 * <p>A commit never falls into the middle of a command, so a document and its index entries are on disk together or not
 * at all. The page cache is trusted: this is about processes that die, not about power.
 */
final class GroupCommit implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** Chunks that are less than half alive are written anew, so a file stays below about twice its contents. */
    private static final int WORTH_COMPACTING_BELOW_PERCENT = 50;

    private static final int COMPACTED_AT_ONCE_BYTES = 4 * 1024 * 1024;
    private static final Duration COMPACT_EVERY = Duration.ofSeconds(5);

    private final MVStore store;

    /** Commands hold the read lock, side by side; a commit holds the write lock, alone. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    private final AtomicLong written = new AtomicLong();
    private volatile long committed;
    private long compactedAt = System.nanoTime();

    GroupCommit(MVStore store) {
        this.store = store;
    }

    /** Runs {@code command} and returns its answer once what it wrote is committed. */
    <T> T write(Supplier<T> command) {
        long ticket;
        T answer;
        gate.readLock().lock();
        try {
            answer = command.get();
        } finally {
            // Also what failed half way: its first statements took effect.
            ticket = written.incrementAndGet();
            gate.readLock().unlock();
        }
        commitUpTo(ticket);
        return answer;
    }

    private void commitUpTo(long ticket) {
        if (committed >= ticket) {
            return;
        }
        gate.writeLock().lock();
        try {
            if (committed < ticket) {
                var upTo = written.get();
                store.commit();
                committed = upTo;
                compactAtTimes();
            }
        } finally {
            gate.writeLock().unlock();
        }
    }

    private void compactAtTimes() {
        if (System.nanoTime() - compactedAt < COMPACT_EVERY.toNanos()) {
            return;
        }
        try {
            store.compact(WORTH_COMPACTING_BELOW_PERCENT, COMPACTED_AT_ONCE_BYTES);
        } catch (RuntimeException e) {
            // The next attempt, or the next commit, will show whether the store itself is broken.
            log.warn("the MongoDB file was not compacted", e);
        }
        compactedAt = System.nanoTime();
    }

    @Override
    public void close() {
        gate.writeLock().lock();
        try {
            store.close();
        } finally {
            gate.writeLock().unlock();
        }
    }
}
