package dev.waymark.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time a process has used, from Linux' {@code /proc}: it survives noise that wall clocks do not. */
final class ProcessCpu {

    /** USER_HZ is 100 on every Linux that has users. (proc(5), sysconf(3)) */
    private static final long TICK_MS = 10;

    private ProcessCpu() {}

    /** User and system time of {@code pid} since it started. */
    static Duration of(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            // The second field is the command in brackets and may hold anything; the fields after it are fixed.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
