package dev.waymark.local.pages;

import dev.waymark.local.sms.SmsInbox;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The text messages of everybody, one phone beside another. */
record SmsPages(LocalPageRenderer pages, SmsInbox inbox) {

    Mono<ServerResponse> list(ServerRequest request) {
        return pages.page(request, "sms", Map.of("phones", PhoneView.of(inbox.messages(), request)));
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
