package dev.waymark.local.pages;

import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.mail.ReceivedMail;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The mails of everybody: the list, one of them, and its HTML part as a mail program would show it. */
record MailPages(LocalPageRenderer pages, MailInbox inbox) {

    /** A mail may have styles and pictures of its own, and links; nothing in it runs, and nothing is fetched. */
    private static final String MAIL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'self'; form-action 'none'; frame-ancestors 'self';"
            + " sandbox allow-top-navigation-by-user-activation";

    Mono<ServerResponse> list(ServerRequest request) {
        return pages.page(request, "mails", Map.of("mails", inbox.mails()));
    }

    Mono<ServerResponse> one(ServerRequest request) {
        return Mono.justOrEmpty(mail(request))
                .flatMap(mail -> pages.page(
                        request, "mail", Map.of("mail", mail, "lines", LocalLinks.lines(mail.text(), request))))
                .switchIfEmpty(unknown());
    }

    Mono<ServerResponse> html(ServerRequest request) {
        return Mono.justOrEmpty(mail(request))
                .flatMap(mail -> Mono.justOrEmpty(mail.html()))
                .flatMap(html -> ServerResponse.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .header("Content-Security-Policy", MAIL)
                        .bodyValue("<base target=\"_top\">" + html))
                .switchIfEmpty(unknown());
    }

    Mono<ServerResponse> json(ServerRequest request) {
        return ServerResponse.ok().bodyValue(Map.of("mails", inbox.mails()));
    }

    private static Mono<ServerResponse> unknown() {
        return Mono.error(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Optional<ReceivedMail> mail(ServerRequest request) {
        try {
            return inbox.mail(Long.parseLong(request.pathVariable("id")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
