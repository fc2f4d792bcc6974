package dev.waymark.ingest.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.view.ReplayResponse.Outcome;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.intake.EventLogUnavailable;
import dev.waymark.ingest.intake.TrackingEventPublisher;
import dev.waymark.platform.web.TimeCursor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class QuarantineServiceTest {

    private static final CourierCode ACME = new CourierCode("acme");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int MAX_REPLAYS = QuarantineService.MAX_REPLAYS;
    private static final String MAPPING = """
            courier: acme
            version: 1
            authentication: { path: { kind: secret-path } }
            messages:
              - name: scan
                trackingNumber: /parcel
                checkpoints:
                  occurredAt: { at: /at }
                  identity: [ /at ]
                  codes: { key: { code: /code }, rows: [ { when: { code: IN }, status: ARRIVED } ] }
            """;

    private final InMemoryQuarantineLog log = new InMemoryQuarantineLog();
    private final List<TrackingEvent> published = new ArrayList<>();
    private final QuarantineService service =
            new QuarantineService(log, couriers(), publisher(), new SimpleMeterRegistry(), Clock.systemUTC());

    @Test
    void nothingIsReplayedOfACourierThatNeverWas() {
        assertThat(service.replayAll("anna@example.com", null).blockOptional()).isEmpty();
        assertThat(service.replayAll("acme", null).blockOptional())
                .as("connected, and nothing waits")
                .isPresent();
    }

    @Test
    void replayOfAllStartsWithTheOldestAndTheNextCallContinues() {
        IntStream.range(0, MAX_REPLAYS + 2).forEach(i -> store(scan(i), i));

        var first = service.replayAll("acme", null).block();
        var second = service.replayAll("acme", TimeCursor.parse(first.next())).block();

        assertThat(first.published()).isEqualTo(MAX_REPLAYS);
        assertThat(first.left()).isEqualTo(2);
        assertThat(second.published()).isEqualTo(2);
        assertThat(second.next()).isNull();
        assertThat(published)
                .extracting(event -> event.trackingNumber().value())
                .isEqualTo(IntStream.range(0, MAX_REPLAYS + 2)
                        .mapToObj(i -> "P" + i)
                        .toList());
        assertThat(service.list("acme", null, 10).block().waiting()).isZero();
    }

    @Test
    void stillUnmappableWebhooksDoNotBlockTheRest() {
        IntStream.range(0, MAX_REPLAYS).forEach(i -> store("{\"broken\":%d}".formatted(i), i));
        store(scan(MAX_REPLAYS), MAX_REPLAYS);

        var first = service.replayAll("acme", null).block();
        var second = service.replayAll("acme", TimeCursor.parse(first.next())).block();

        assertThat(first.unmappable()).isEqualTo(MAX_REPLAYS);
        assertThat(first.reasons()).isEqualTo(Map.of("trackingNumber at /parcel (expected: a text)", MAX_REPLAYS));
        assertThat(second.published()).isEqualTo(1);
        assertThat(service.list("acme", null, 10).block().waiting()).isEqualTo(MAX_REPLAYS);
    }

    @Test
    void replayWithoutItsMarkIsRepeatedWithTheSameEventIds() {
        var rawId = store(scan(1), 1);
        log.failMarks(true);
        StepVerifier.create(service.replay(rawId)).verifyError(EventLogUnavailable.class);
        log.failMarks(false);

        assertThat(service.replay(rawId).block().outcome()).isEqualTo(Outcome.PUBLISHED);

        assertThat(published).hasSize(2);
        assertThat(published.get(0).id()).isEqualTo(published.get(1).id());
    }

    @Test
    void webhookOfADisconnectedCourierStaysInQuarantine() {
        var rawId = store(new CourierCode("gone"), scan(1), 1);

        assertThat(service.replay(rawId).block().outcome()).isEqualTo(Outcome.NOT_CONNECTED);

        assertThat(service.list(null, null, 10).block().waiting()).isEqualTo(1);
        assertThat(service.show(rawId).block().payload()).doesNotContain("P1").contains("bytes: ");
    }

    @Test
    void unknownIdGivesNothing() {
        StepVerifier.create(service.replay("never")).verifyComplete();
        StepVerifier.create(service.show("never")).verifyComplete();
    }

    private String store(String body, int minute) {
        return store(ACME, body, minute);
    }

    private String store(CourierCode courier, String body, int minute) {
        return log.store(courier, body, NOON.plusSeconds(60L * minute));
    }

    private static String scan(int number) {
        return "{\"parcel\":\"P%d\",\"at\":\"2026-11-23T09:00:00Z\",\"code\":\"IN\"}".formatted(number);
    }

    private static Couriers couriers() {
        var couriers = new Couriers();
        couriers.replace(Map.of(
                "acme", new Courier(ACME, new AcceptsAll(), mapping(), mapping().protocol())));
        return couriers;
    }

    private static CourierMapping mapping() {
        return CourierMapping.parse("acme.yaml", MAPPING.getBytes(UTF_8));
    }

    private TrackingEventPublisher publisher() {
        return (payload, events) -> Mono.fromRunnable(() -> published.addAll(events));
    }

    private static final class AcceptsAll implements WebhookVerifier {

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            return Optional.empty();
        }

        @Override
        public Set<String> signatureHeaders() {
            return Set.of();
        }
    }
}
