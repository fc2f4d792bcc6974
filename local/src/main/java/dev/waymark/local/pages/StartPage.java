package dev.waymark.local.pages;

import dev.waymark.local.SystemStatus;
import dev.waymark.local.demo.DemoScript;
import dev.waymark.local.demo.DemoState.ManualShipment;
import dev.waymark.local.mail.MailInbox;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The first screen: what runs, where, and what to try. */
final class StartPage {

    private final LocalPageRenderer pages;
    private final MailInbox mail;
    private final SystemStatus status;
    private final DemoScript.Person visitor = DemoScript.load().person("anna");

    StartPage(LocalPageRenderer pages, MailInbox mail, SystemStatus status) {
        this.pages = pages;
        this.mail = mail;
        this.status = status;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        return pages.page(request, "start", model());
    }

    private Map<String, Object> model() {
        var model = new HashMap<String, Object>();
        model.put("components", status.components());
        model.put("lag", status.metrics().lag());
        model.put("minute", status.metrics().lastMinute());
        model.put("playing", status.demoIsPlaying());
        model.put("newestMail", newestWithLink());
        model.put("email", visitor.customer().email());
        model.put("phone", visitor.customer().phone());
        model.put("support", DemoScript.SUPPORT);
        model.put("order", status.manualShipment().map(ManualShipment::order).orElse(""));
        model.put("commands", status.commands().orElse(null));
        return model;
    }

    private String newestWithLink() {
        return mail.mails().stream()
                .filter(received -> String.valueOf(received.text()).contains("/t/"))
                .findFirst()
                .map(newest -> "/local/mail/" + newest.id())
                .orElse("/local/mail");
    }
}
