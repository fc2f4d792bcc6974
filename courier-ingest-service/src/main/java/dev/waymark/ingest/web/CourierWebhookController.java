package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Answer;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.courier.Terms;
import dev.waymark.ingest.intake.Outcome;
import dev.waymark.ingest.intake.WebhookIntake;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where couriers knock. Nothing of a body is parsed here: signatures are over its bytes. */
@RestController
final class CourierWebhookController {

    private static final String WITHOUT_PATH = "/webhooks/{courier}";
    private static final String WITH_PATH = "/webhooks/{courier}/{secretPath}";

    private final Couriers couriers;
    private final WebhookIntake intake;
    private final RequestBody body;
    private final SenderAddress sender;
    private final WebhookSettings settings;
    private final Clock clock;

    CourierWebhookController(Couriers couriers, WebhookIntake intake, WebhookSettings settings, Clock clock) {
        this.couriers = couriers;
        this.intake = intake;
        this.settings = settings;
        this.body = new RequestBody(settings.maxBody());
        this.sender = new SenderAddress(settings.trustedProxies());
        this.clock = clock;
    }

    @RequestMapping(
            path = {WITHOUT_PATH, WITH_PATH},
            method = {RequestMethod.POST, RequestMethod.GET})
    Mono<ResponseEntity<?>> receive(
            @PathVariable String courier,
            @PathVariable(required = false) @Nullable String secretPath,
            ServerHttpRequest request) {
        return couriers.at(courier, secretPath)
                .map(known -> outcome(known, secretPath, request))
                .orElseGet(() ->
                        Mono.just(intake.refuseStranger(couriers.at(courier).orElse(null))))
                .map(outcome -> answer(outcome, request));
    }

    /**
     * Whether a sender of CloudEvents may deliver here: any origin may, for what counts is the proof that each delivery
     * brings. (CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0, section 4)
     */
    @RequestMapping(
            path = {WITHOUT_PATH, WITH_PATH},
            method = RequestMethod.OPTIONS)
    ResponseEntity<?> shakeHands(
            @PathVariable String courier,
            @PathVariable(required = false) @Nullable String secretPath,
            @RequestHeader(name = "WebHook-Request-Origin", required = false) @Nullable String origin,
            ServerHttpRequest request) {
        var allowed = couriers.at(courier, secretPath)
                .filter(known -> known.terms().handshake() == Terms.Handshake.CLOUD_EVENTS)
                .isPresent();
        if (!allowed) {
            return problem(Problem.ADDRESS_UNKNOWN, request);
        }
        var answer = ResponseEntity.ok().header("Allow", "POST, OPTIONS");
        if (origin != null) {
            answer.header("WebHook-Allowed-Origin", origin).header("WebHook-Allowed-Rate", "*");
        }
        return answer.build();
    }

    private Mono<Outcome> outcome(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        if (courier.terms().handshake() == Terms.Handshake.LOOK
                && request.getMethod().equals(HttpMethod.GET)) {
            return Mono.just(new Outcome.Taken(Answer.of(200)));
        }
        return body.refusal(request, courier.terms())
                .map(refusal -> Mono.just(intake.refuse(courier, refusal)))
                .orElseGet(() -> take(courier, secretPath, request));
    }

    private Mono<Outcome> take(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        var headers = request.getHeaders();
        return body.read(request, courier.terms())
                .flatMap(bytes -> intake.take(
                        courier,
                        new ReceivedWebhook(
                                secretPath, headers.toSingleValueMap(), bytes, clock.instant(), sender.of(request))))
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> Mono.just(intake.refuse(courier, Refusal.TOO_LARGE)));
    }

    private ResponseEntity<?> answer(Outcome outcome, ServerHttpRequest request) {
        return outcome.<ResponseEntity<?>>match(taken -> said(taken.answer()), refused -> {
            var ownWords = refused.answer();
            return ownWords == null ? problem(Problem.of(refused.refusal()), request) : said(ownWords);
        });
    }

    private ResponseEntity<?> said(Answer answer) {
        var response = ResponseEntity.status(answer.status());
        var text = answer.bodyAt(clock.instant());
        if (text == null) {
            return response.build();
        }
        var type = answer.contentType();
        return response.contentType(type == null ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(type))
                .body(text.getBytes(UTF_8));
    }

    private ResponseEntity<?> problem(Problem problem, ServerHttpRequest request) {
        return problem.answer(settings).body(problem.detail(request.getId()));
    }
}
