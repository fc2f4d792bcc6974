package dev.waymark.ingest.web;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.intake.Outcome;
import dev.waymark.ingest.intake.WebhookIntake;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where couriers knock. Nothing of a body is parsed here: signatures are over its bytes. */
@RestController
final class CourierWebhookController {

    private final Couriers couriers;
    private final WebhookIntake intake;
    private final RequestBody body;
    private final Clock clock;

    CourierWebhookController(Couriers couriers, WebhookIntake intake, WebhookSettings settings, Clock clock) {
        this.couriers = couriers;
        this.intake = intake;
        this.body = new RequestBody(settings.maxBody());
        this.clock = clock;
    }

    @PostMapping({"/webhooks/{courier}", "/webhooks/{courier}/{secretPath}"})
    Mono<ResponseEntity<ProblemDetail>> receive(
            @PathVariable String courier,
            @PathVariable(required = false) @Nullable String secretPath,
            ServerHttpRequest request) {
        return couriers.at(courier, secretPath)
                .map(known -> outcome(known, secretPath, request))
                .orElseGet(() -> Mono.just(intake.refuseStranger()))
                .map(outcome -> answer(outcome, request));
    }

    private Mono<Outcome> outcome(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        return body.refusal(request)
                .map(refusal -> Mono.just(intake.refuse(courier, refusal)))
                .orElseGet(() -> take(courier, secretPath, request));
    }

    private Mono<Outcome> take(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        var headers = request.getHeaders();
        return body.read(request)
                .flatMap(bytes -> intake.take(
                        courier, new ReceivedWebhook(secretPath, headers.toSingleValueMap(), bytes, clock.instant())))
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> Mono.just(intake.refuse(courier, Refusal.TOO_LARGE)));
    }

    private static ResponseEntity<ProblemDetail> answer(Outcome outcome, ServerHttpRequest request) {
        return outcome.match(taken -> ResponseEntity.status(taken.status()).build(), refused -> {
            var problem = Problem.of(refused.refusal());
            return problem.answer().body(problem.detail(request.getId()));
        });
    }
}
