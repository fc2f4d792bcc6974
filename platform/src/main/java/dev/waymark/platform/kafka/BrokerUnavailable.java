package dev.waymark.platform.kafka;

/** Kafka did not answer in time, or refused. */
public final class BrokerUnavailable extends RuntimeException {

    BrokerUnavailable(Throwable cause) {
        super(cause.getClass().getSimpleName(), cause);
    }
}
