package dev.waymark.platform.kafka;

import dev.waymark.contract.Utf8;
import dev.waymark.platform.Bugs;
import dev.waymark.platform.StackFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Processes one poll before the next begins: offsets are committed when it returns. A record that cannot be processed is
 * reported by its index, after those before it are done.
 */
public final class BatchConsumer<E> implements Consumer<List<byte[]>> {

    /** What is a reason, and so a line of the log, quotes nothing else. */
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private static final Logger log = LoggerFactory.getLogger(BatchConsumer.class);

    private final JsonMapper json;
    private final Class<E> type;
    private final Consumer<List<E>> processing;

    /**
     * @param processing is repeated with each record alone where one of a batch is {@link UnprocessableRecord}, or shows a bug:
     *     that record alone goes to the dead letters
     */
    public BatchConsumer(JsonMapper json, Class<E> type, Consumer<List<E>> processing) {
        this.json = json;
        this.type = type;
        this.processing = processing;
    }

    /** The records before the first that is malformed are done before it is reported. */
    @Override
    public void accept(List<byte[]> records) {
        var events = new ArrayList<E>(records.size());
        try {
            // Not typed: the binder has a stand-in for a record without a value. Asked for events, it would drop
            // silently
            // what it cannot read.
            for (Object value : records) {
                events.add(decode(json, type, value));
            }
        } catch (MalformedRecord e) {
            process(events);
            throw failed(e, events.size());
        }
        process(events);
    }

    /**
     * The value of a record. What is thrown where it is none says why in words that quote nothing of it.
     *
     * @param value bytes, or the binder's stand-in for a record without a value
     */
    public static <E> E decode(JsonMapper json, Class<E> type, Object value) {
        if (!(value instanceof byte[] bytes) || bytes.length == 0) {
            throw new MalformedRecord("empty", null);
        }
        try {
            var event = json.readValue(bytes, type);
            if (event == null) {
                throw new MalformedRecord(kind(json, bytes), null);
            }
            return event;
        } catch (JacksonException | IllegalArgumentException | StackOverflowError | LinkageError e) {
            // An exception's message quotes what it read, and causes are logged: so only an error is one.
            throw new MalformedRecord("unreadable: " + reason(e, bytes), e instanceof Error ? e : null);
        }
    }

    /** Where it stopped, for whoever wrote it: neither the words of a parser nor the name of a class. */
    private static String reason(Throwable failure, byte[] bytes) {
        if (Utf8.decode(bytes).isEmpty()) {
            return "not-utf-8";
        }
        var location = failure instanceof JacksonException e ? e.getLocation() : null;
        return location == null || location.getLineNr() < 1
                ? failure instanceof Error ? "too deep" : "no value of its type"
                : "line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** A kind that only a newer version knows waits in the dead letters until that version is here. */
    private static String kind(JsonMapper json, byte[] bytes) {
        var kind = json.readTree(bytes).path("type").stringValue("");
        return KIND.matcher(kind).matches() ? "unknown kind: " + kind : "null";
    }

    private void process(List<E> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            processing.accept(events);
        } catch (RuntimeException | StackOverflowError e) {
            if (!isOfOneRecord(e)) {
                throw e;
            }
            processOneByOne(events);
        }
    }

    /** Which record it is shows only when each is alone. What is done already is done again without effect. */
    private void processOneByOne(List<E> events) {
        for (var i = 0; i < events.size(); i++) {
            try {
                processing.accept(List.of(events.get(i)));
            } catch (RuntimeException | StackOverflowError e) {
                if (!isOfOneRecord(e)) {
                    throw e;
                }
                throw failed(unprocessable(e, type), i);
            }
        }
    }

    /** Whether it fails with this record each time, and with no other. */
    public static boolean isOfOneRecord(Throwable e) {
        return e instanceof UnprocessableRecord || Bugs.isBug(e);
    }

    /** Without its cause, whose message may quote the record. */
    public static UnprocessableRecord unprocessable(Throwable e, Class<?> type) {
        if (e instanceof UnprocessableRecord unprocessable) {
            return unprocessable;
        }
        StackFrames.firstOf(e).ifPresent(frames -> log.error("bug in the processing of {}", type.getName(), frames));
        return new UnprocessableRecord(Bugs.reason(e), null);
    }

    private static BatchListenerFailedException failed(UnprocessableRecord cause, int index) {
        return new BatchListenerFailedException("record cannot be processed", cause, index);
    }
}
