package dev.waymark.local.pages;

import dev.waymark.local.sms.ReceivedSms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.reactive.function.server.ServerRequest;

/** A phone and what it shows, newest first. Public, because templates reach nothing else. */
public record PhoneView(String number, List<SmsView> messages) {

    public PhoneView {
        messages = List.copyOf(messages);
    }

    /** The phone with the newest message first. */
    static List<PhoneView> of(List<ReceivedSms> messages, ServerRequest request) {
        var byNumber = messages.stream()
                .collect(Collectors.groupingBy(
                        ReceivedSms::to,
                        LinkedHashMap::new,
                        Collectors.mapping(sms -> SmsView.of(sms, request), Collectors.toList())));
        return byNumber.entrySet().stream()
                .map(phone -> new PhoneView(phone.getKey(), phone.getValue()))
                .toList();
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
