package dev.waymark.ingest.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.Authenticator;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.intake.LogUnavailable;
import dev.waymark.ingest.intake.TrackingLog;
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

class QuarantineDeskTest {

    private static final CourierCode ACME = new CourierCode("acme");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final int AT_ONCE = 3;
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

    private final Log log = new Log();
    private final List<TrackingEvent> published = new ArrayList<>();
    private final QuarantineDesk desk = new QuarantineDesk(
            log,
            Couriers.of(List.of(
                    new Courier(ACME, new Trusting(), mapping(), mapping().terms()))),
            tracking(),
            new ReplayLedger(new SimpleMeterRegistry()),
            Clock.systemUTC(),
            AT_ONCE);

    @Test
    void allAreReadFromTheOldestOnAndAnotherCallGoesOnWhereOneEnded() {
        IntStream.range(0, 5).forEach(i -> log.keep(scan(i), i));

        var first = desk.replayAll("acme", null).block();
        var second = desk.replayAll("acme", first.next()).block();

        assertThat(first.published()).isEqualTo(AT_ONCE);
        assertThat(first.left()).isEqualTo(2);
        assertThat(second.published()).isEqualTo(2);
        assertThat(second.next()).isNull();
        assertThat(published)
                .extracting(event -> event.trackingNumber().value())
                .containsExactly("P0", "P1", "P2", "P3", "P4");
        assertThat(desk.list("acme", null, 10).block().waiting()).isZero();
    }

    @Test
    void whatIsStillUnreadableDoesNotStandInTheWayOfTheRest() {
        IntStream.range(0, AT_ONCE).forEach(i -> log.keep("{\"broken\":%d}".formatted(i), i));
        log.keep(scan(9), 9);

        var first = desk.replayAll("acme", null).block();
        var second = desk.replayAll("acme", first.next()).block();

        assertThat(first.unreadable()).isEqualTo(AT_ONCE);
        assertThat(first.reasons()).isEqualTo(Map.of("trackingNumber at /parcel (expected: a text)", AT_ONCE));
        assertThat(second.published()).isEqualTo(1);
        assertThat(desk.list("acme", null, 10).block().waiting()).isEqualTo(AT_ONCE);
    }

    @Test
    void whatIsCutOffBeforeItsMarkIsReadAgainWithTheSameIds() {
        var rawId = log.keep(scan(1), 1);
        log.marksAreLost = true;
        StepVerifier.create(desk.replay(rawId)).verifyError(LogUnavailable.class);
        log.marksAreLost = false;

        assertThat(desk.replay(rawId).block()).isInstanceOf(Replay.Published.class);

        assertThat(published).hasSize(2);
        assertThat(published.get(0).id()).isEqualTo(published.get(1).id());
    }

    @Test
    void whatItsCourierNoLongerIsHereForStaysAsItIs() {
        var rawId = log.keep(new CourierCode("gone"), scan(1), 1);

        assertThat(desk.replay(rawId).block()).isEqualTo(new Replay.NotConnected(rawId));

        assertThat(desk.list(null, null, 10).block().waiting()).isEqualTo(1);
        assertThat(desk.show(rawId).block().payload()).doesNotContain("P1").contains("bytes: ");
    }

    @Test
    void idThatIsNotThereIsNothing() {
        StepVerifier.create(desk.replay("never")).verifyComplete();
        StepVerifier.create(desk.show("never")).verifyComplete();
    }

    private static String scan(int number) {
        return "{\"parcel\":\"P%d\",\"at\":\"2026-11-23T09:0%d:00Z\",\"code\":\"IN\"}".formatted(number, number);
    }

    private static CourierMapping mapping() {
        return CourierMapping.parse("acme.yaml", MAPPING.getBytes(UTF_8));
    }

    private TrackingLog tracking() {
        return (payload, events) -> Mono.fromRunnable(() -> published.addAll(events));
    }

    /** The quarantine's log in memory. */
    private static final class Log implements QuarantineLog {

        private final QuarantineBook book = new QuarantineBook();
        private final List<QuarantinedWebhook> records = new ArrayList<>();
        private boolean marksAreLost;

        String keep(String body, int minute) {
            return keep(ACME, body, minute);
        }

        String keep(CourierCode courier, String body, int minute) {
            VerifiedPayload payload = Webhooks.verified(courier.value(), body);
            var webhook = new QuarantinedWebhook(
                    new RawWebhook(courier, payload.rawId(), NOON.plusSeconds(60L * minute), Map.of(), payload.body()),
                    "why");
            book.kept(webhook, new Position(0, records.size()));
            records.add(webhook);
            return payload.rawId();
        }

        @Override
        public Mono<QuarantineBook> book() {
            return Mono.just(book);
        }

        @Override
        public Mono<List<QuarantinedWebhook>> at(List<Position> positions) {
            return Mono.just(positions.stream()
                    .map(position -> records.get((int) position.offset()))
                    .toList());
        }

        @Override
        public Mono<Void> settle(CourierCode courier, String rawId, Instant at) {
            return marksAreLost
                    ? Mono.error(new LogUnavailable("lost", null))
                    : Mono.fromRunnable(() -> book.settled(rawId, at));
        }
    }

    private static final class Trusting implements Authenticator {

        @Override
        public Optional<Refusal> refusal(ReceivedWebhook webhook) {
            return Optional.empty();
        }

        @Override
        public Set<String> provingHeaders() {
            return Set.of();
        }
    }
}
