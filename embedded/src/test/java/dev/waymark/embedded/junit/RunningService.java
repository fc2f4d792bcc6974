package dev.waymark.embedded.junit;

/** A service as it runs, for tests that talk to it from outside. */
public interface RunningService extends AutoCloseable {

    /** Before each test: what others left behind does not count. */
    default void beforeTest() {}

    /** After each test: what must hold whatever the test did. */
    default void afterTest() {}

    @Override
    void close();
}
