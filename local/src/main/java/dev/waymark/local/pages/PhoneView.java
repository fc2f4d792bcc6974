package dev.waymark.local.pages;

import dev.waymark.local.sms.ReceivedSms;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;

/** A phone and what it shows, newest first. Public, because templates reach nothing else. */
public record PhoneView(String number, List<SmsView> messages) {

    public PhoneView {
        messages = List.copyOf(messages);
    }

    /**
     * A message and what it costs.
     *
     * @param room how many characters fit into each of its segments
     */
    public record SmsView(ReceivedSms sms, List<List<TextSegment>> lines, int characters, int room) {

        static SmsView of(ReceivedSms sms, ServerRequest request) {
            var text = sms.text();
            return new SmsView(
                    sms,
                    LocalLinks.lines(text, request),
                    text.length(),
                    sms.encoding().charactersPerSegment(sms.segmentsExpected()));
        }
    }
}
