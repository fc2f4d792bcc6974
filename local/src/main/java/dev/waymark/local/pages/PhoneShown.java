package dev.waymark.local.pages;

import dev.waymark.local.sms.ReceivedSms;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;

/** A phone and what it shows, newest first. Public, because templates reach nothing else. */
public record PhoneShown(String number, List<SmsShown> messages) {

    public PhoneShown {
        messages = List.copyOf(messages);
    }

    /**
     * A message and what it costs.
     *
     * @param room how many characters fit into each of its segments
     */
    public record SmsShown(ReceivedSms sms, List<List<TextPiece>> lines, int characters, int room) {

        static SmsShown of(ReceivedSms sms, ServerRequest request) {
            var text = sms.text();
            return new SmsShown(
                    sms,
                    Links.lines(text, request),
                    text.length(),
                    sms.encoding().room(sms.segmentsExpected()));
        }
    }
}
