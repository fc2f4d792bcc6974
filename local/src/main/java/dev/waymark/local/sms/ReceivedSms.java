package dev.waymark.local.sms;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One text message as the phone shows it, joined from its segments.
 *
 * @param id its place in the inbox, from 1
 * @param from the sender's name or number
 * @param segmentsExpected as the first segment announced it
 * @param segments the text of each segment that came, by its number from 1
 */
public record ReceivedSms(
        long id,
        Instant receivedAt,
        String to,
        String from,
        Encoding encoding,
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

    ReceivedSms with(int number, String segment) {
        var all = new TreeMap<>(segments);
        all.put(number, segment);
        return new ReceivedSms(id, receivedAt, to, from, encoding, segmentsExpected, all);
    }

    /** The messages of one phone, newest first. */
    public record Phone(String number, List<ReceivedSms> messages) {
        public Phone {
            messages = List.copyOf(messages);
        }

        /** LatestFirst phone first. */
        public static List<Phone> of(List<ReceivedSms> messages) {
            return messages.stream()
                    .map(ReceivedSms::to)
                    .distinct()
                    .map(number -> new Phone(
                            number,
                            messages.stream()
                                    .filter(message -> message.to().equals(number))
                                    .toList()))
                    .toList();
        }
    }
}
