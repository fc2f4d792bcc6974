package dev.waymark.local.pages;

import dev.waymark.local.pages.PhoneView.SmsView;
import dev.waymark.local.sms.ReceivedSms;
import dev.waymark.local.sms.SmsInbox;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The text messages of everybody, one phone beside another. */
final class SmsPages {

    private final LocalPageRenderer pages;
    private final SmsInbox inbox;

    SmsPages(LocalPageRenderer pages, SmsInbox inbox) {
        this.pages = pages;
        this.inbox = inbox;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        var phones = ReceivedSms.Phone.of(inbox.messages()).stream()
                .map(phone -> new PhoneView(
                        phone.number(),
                        phone.messages().stream()
                                .map(sms -> SmsView.of(sms, request))
                                .toList()))
                .toList();
        return pages.page(request, "sms", Map.of("phones", phones));
    }

    Mono<ServerResponse> json(ServerRequest request) {
        var messages = inbox.messages().stream()
                .map(sms -> Map.of(
                        "id", sms.id(),
                        "receivedAt", sms.receivedAt(),
                        "to", sms.to(),
                        "from", sms.from(),
                        "text", sms.text(),
                        "encoding", sms.encoding(),
                        "segments", sms.segments().size(),
                        "segmentsExpected", sms.segmentsExpected()))
                .toList();
        return ServerResponse.ok().bodyValue(Map.of("messages", messages));
    }
}
