package dev.waymark.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
class AuditRecorderTest {

    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CompletableFuture<String> acknowledgement = new CompletableFuture<>();
    private final AuditRecorder audit = new AuditRecorder(
            _ -> acknowledgement, new AuditSettings(WRITE_TIMEOUT, Duration.ofDays(365)), Clock.systemUTC(), meters);

    @ParameterizedTest
    @EnumSource(names = {"CUSTOMER", "VISITOR"})
    void customerDoesNotWait(Actor.Role role) {
        StepVerifier.withVirtualTime(() -> recorded(role)).expectComplete().verify(WRITE_TIMEOUT);

        acknowledgement.complete("written");
        assertThat(count("written")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUPPORT", "ADMINISTRATOR", "SHOP"})
    void whoeverActsForTheShopWaitsForTheRecordButNotForEver(Actor.Role role) {
        StepVerifier.withVirtualTime(() -> recorded(role))
                .expectSubscription()
                .expectNoEvent(WRITE_TIMEOUT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyComplete();

        acknowledgement.complete("written");
        assertThat(count("written")).isEqualTo(1);
        assertThat(count("lost")).isZero();
    }

    @Test
    void lossIsCountedAndLoggedWithoutTheAddress(CapturedOutput output) {
        acknowledgement.completeExceptionally(new IllegalStateException("192.0.2.1"));

        StepVerifier.create(recorded(Actor.Role.SUPPORT)).verifyComplete();

        assertThat(count("lost")).isEqualTo(1);
        assertThat(output.getAll())
                .contains("audit record lost: kind=SIGNED_IN", "actor=p-1")
                .doesNotContain("192.0.2.1");
    }

    private Mono<Void> recorded(Actor.Role role) {
        return audit.record(new Actor(role, "p-1", "192.0.2.1"), AuditEvent.SignedIn::new);
    }

    private double count(String outcome) {
        return meters.get("waymark.gateway.audit.records")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
