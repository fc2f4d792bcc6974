package dev.waymark.local.pages;

import dev.waymark.local.SystemStatus;
import dev.waymark.local.demo.DemoPeople;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.mail.ReceivedMail;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The first screen: what runs, where, and what to try. */
final class StartPage {

    private final LocalPageRenderer pages;
    private final MailInbox mail;
    private final SystemStatus status;

    StartPage(LocalPageRenderer pages, MailInbox mail, SystemStatus status) {
        this.pages = pages;
        this.mail = mail;
        this.status = status;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        // The lag is asked of the broker, which may take its time.
        return Mono.fromCallable(this::model)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(model -> pages.page(request, "start", model));
    }

    private Map<String, Object> model() {
        var model = new HashMap<String, Object>();
        model.put("components", status.components());
        model.put("lag", status.lag());
        model.put("minute", status.lastMinute());
        model.put("playing", status.demoIsPlaying());
        model.put("newestMail", newestWithLink());
        model.put("email", DemoPeople.ANNA.customer().email());
        model.put("phone", DemoPeople.ANNA.customer().phone());
        model.put("support", DemoPeople.SUPPORT);
        model.put(
                "order",
                status.manualShipment().map(shipment -> shipment.order()).orElse(""));
        model.put("commands", status.commands().orElse(null));
        return model;
    }

    private String newestWithLink() {
        return mail.mails().stream()
                .filter(StartPage::leadsToAnOrder)
                .findFirst()
                .map(newest -> "/local/mail/" + newest.id())
                .orElse("/local/mail");
    }

    private static boolean leadsToAnOrder(ReceivedMail mail) {
        var text = mail.text();
        return text != null && text.contains("/t/");
    }
}
