package dev.waymark.local.sms;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One text message as the phone shows it, joined from its segments.
 *
 * @param id its place in the inbox, from 1
 * @param from the sender's name or number
 * @param reference what its segments have in common; 0 when there is only one
 * @param segmentsExpected as the first segment announced it
 * @param segments the text of each segment that came, by its number from 1
 */
public record ReceivedSms(
        long id,
        Instant receivedAt,
        String to,
        String from,
        Encoding encoding,
        int reference,
        int segmentsExpected,
        SortedMap<Integer, String> segments) {

    /** How the characters were written, which decides how many fit into a segment. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }

        /** How many fit into each of {@code segments}. */
        public int charactersPerSegment(int segments) {
            return segments == 1 ? alone : joined;
        }
    }

    public ReceivedSms {
        segments = new TreeMap<>(segments);
    }

    public String text() {
        return String.join("", segments.values());
    }

    public boolean isComplete() {
        return segments.size() == segmentsExpected;
    }

    static ReceivedSms begunBy(Segment segment, long id, Instant receivedAt) {
        return new ReceivedSms(
                id,
                receivedAt,
                segment.to(),
                segment.from(),
                segment.encoding(),
                segment.reference(),
                segment.total(),
                new TreeMap<>(Map.of(segment.number(), segment.text())));
    }

    boolean isContinuedBy(Segment segment) {
        return !isComplete()
                && to.equals(segment.to())
                && from.equals(segment.from())
                && reference == segment.reference()
                && segmentsExpected == segment.total();
    }

    ReceivedSms with(Segment segment) {
        var all = new TreeMap<>(segments);
        all.put(segment.number(), segment.text());
        return new ReceivedSms(id, receivedAt, to, from, encoding, reference, segmentsExpected, all);
    }
}
