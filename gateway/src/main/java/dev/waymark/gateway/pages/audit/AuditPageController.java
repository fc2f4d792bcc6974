package dev.waymark.gateway.pages.audit;

import dev.waymark.contract.Problem;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.gateway.audit.AuditRecords.AuditPage;
import dev.waymark.gateway.audit.AuditSearch;
import dev.waymark.gateway.pages.PageRenderer;
import dev.waymark.gateway.signin.StaffSettings;
import dev.waymark.platform.web.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who looked at what and changed what, the newest first. */
@Controller
public class AuditPageController {

    private static final String PATH = "/support/audit";
    private static final int A_PAGE = 50;
    private static final int AT_ONCE = 8;

    private final AuditSearch audit;
    private final StaffSettings staff;
    private final PageRenderer renderer;

    AuditPageController(AuditSearch audit, StaffSettings staff, PageRenderer renderer) {
        this.audit = audit;
        this.staff = staff;
        this.renderer = renderer;
    }

    @GetMapping(PATH)
    Mono<Rendering> list(
            @ModelAttribute AuditForm filter,
            @RequestParam(required = false) @Nullable String cursor,
            ServerWebExchange exchange) {
        return list(HttpStatus.OK, filter, cursor, null, exchange);
    }

    /** A POST, for a contact must not stay in any address: what follows has its hash. */
    @PostMapping(PATH)
    Mono<Rendering> filter(@ModelAttribute AuditForm form, ServerWebExchange exchange) {
        var contact = given(form.contact());
        if (contact == null) {
            return Mono.just(PageRenderer.seeOther(form.address(null)));
        }
        return audit.actor(contact)
                .map(actor -> PageRenderer.seeOther(form.of(actor).address(null)))
                .onErrorResume(ProblemException.matches(Problem.CONTACT_UNREADABLE), _ -> {
                    var error = renderer.messages(exchange).get("signin.contact.unreadable");
                    return list(HttpStatus.UNPROCESSABLE_CONTENT, form, null, error, exchange);
                });
    }

    private Mono<Rendering> list(
            HttpStatus status,
            AuditForm filter,
            @Nullable String cursor,
            @Nullable String error,
            ServerWebExchange exchange) {
        return Mono.zip(
                        audit.find(given(filter.actor()), given(filter.order()), kind(filter.kind()), cursor, A_PAGE),
                        staffByRef())
                .flatMap(found -> {
                    var model = new HashMap<String, @Nullable Object>();
                    model.put("lines", lines(found.getT1(), found.getT2(), exchange));
                    model.put("filter", filter);
                    model.put("kinds", AuditEvent.Kind.values());
                    model.put("isFirst", cursor == null);
                    model.put("error", error);
                    model.put(
                            "nextHref",
                            found.getT1().next() == null
                                    ? null
                                    : filter.address(found.getT1().next()));
                    return renderer.page(status, "audit", exchange, model);
                });
    }

    private List<AuditLine> lines(AuditPage page, Map<String, String> staffByRef, ServerWebExchange exchange) {
        var context = renderer.context(renderer.language(exchange));
        return page.records().stream()
                .map(record -> AuditLine.of(record, staffByRef, context))
                .toList();
    }

    /** The addresses of the staff, by what records name them: their colleagues know them by these. A page does without. */
    private Mono<Map<String, String>> staffByRef() {
        return Flux.fromIterable(staff.operators())
                .map(StaffSettings.Operator::email)
                .flatMap(
                        email -> audit.actor(email)
                                .map(ref -> Map.entry(ref, email))
                                .onErrorComplete(ProblemException.class),
                        AT_ONCE)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static AuditEvent.@Nullable Kind kind(@Nullable String name) {
        return Stream.of(AuditEvent.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * Which records, as in the form and in the address; the contact in the form only.
     *
     * @param actor who did it, as records name them
     */
    public record AuditForm(
            @Nullable String contact,
            @Nullable String actor,
            @Nullable String order,
            @Nullable String kind) {

        /** Whether it selects less than all. */
        public boolean isNarrow() {
            return Stream.of(actor, order, kind).anyMatch(each -> given(each) != null);
        }

        AuditForm of(String someone) {
            return new AuditForm(null, someone, order, kind);
        }

        /** The list at this filter, from {@code cursor} on. */
        String address(@Nullable String cursor) {
            var parameters = new HashMap<String, Object>();
            add(parameters, "actor", actor);
            add(parameters, "order", order);
            add(parameters, "kind", kind);
            add(parameters, "cursor", cursor);
            var address = UriComponentsBuilder.fromPath(PATH);
            parameters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
            return address.encode().buildAndExpand(parameters).toUriString();
        }

        private static void add(Map<String, Object> parameters, String name, @Nullable String value) {
            var text = given(value);
            if (text != null) {
                parameters.put(name, text);
            }
        }
    }
}
