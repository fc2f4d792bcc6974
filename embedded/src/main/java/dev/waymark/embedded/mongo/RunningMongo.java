package dev.waymark.embedded.mongo;

/** A MongoDB server that this JVM started and stops. */
public interface RunningMongo extends AutoCloseable {

    /** For {@code MongoClients.create}, without a database. */
    String connectionString();

    @Override
    void close();
}
