package dev.waymark.embedded.mongo.storage;

import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/** When the store's file holds what a command wrote. */
interface Durability extends AutoCloseable {

    /** Runs {@code command} and returns its answer once what it wrote is as safe as it gets. */
    <T> T write(Supplier<T> command);

    @Override
    void close();

    /** For a store without a file. */
    static Durability none(MVStore store) {
        return new Durability() {
            @Override
            public <T> T write(Supplier<T> command) {
                return command.get();
            }

            @Override
            public void close() {
                store.closeImmediately();
            }
        };
    }
}
