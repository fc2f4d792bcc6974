package dev.waymark.platform.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes one poll before the next begins: offsets are committed when it returns. A record that cannot be processed is
 * reported by its index, after those before it are done.
 */
public final class BatchConsumer<E> implements Consumer<List<byte[]>> {

    private final RecordDecoder<E> decoder;
    private final Consumer<List<E>> processing;

    /** @param processing is repeated with part of a batch where one of its records is {@link UnprocessableRecord} */
    public BatchConsumer(JsonMapper json, Class<E> type, Consumer<List<E>> processing) {
        this.decoder = new RecordDecoder<>(json, type);
        this.processing = processing;
    }

    /** The records before the first that is malformed are done before it is reported. */
    @Override
    public void accept(List<byte[]> records) {
        var events = new ArrayList<E>(records.size());
        try {
            // Not typed: the binder has a stand-in for a record without a value.
            for (Object value : records) {
                events.add(decoder.decode(value));
            }
        } catch (MalformedRecord e) {
            process(events);
            throw failed(e, events.size());
        }
        process(events);
    }

    private void process(List<E> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            processing.accept(events);
        } catch (UnprocessableRecord e) {
            processOneByOne(events);
        }
    }

    /** Which record it is shows only when each is alone. What is done already is done again without effect. */
    private void processOneByOne(List<E> events) {
        for (var i = 0; i < events.size(); i++) {
            try {
                processing.accept(List.of(events.get(i)));
            } catch (UnprocessableRecord e) {
                throw failed(e, i);
            }
        }
    }

    private static BatchListenerFailedException failed(UnprocessableRecord cause, int index) {
        return new BatchListenerFailedException("record cannot be processed", cause, index);
    }
}
