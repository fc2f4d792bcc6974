package dev.waymark.gateway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What probes and scrapes find on the management port, and nobody finds on the public one. */
class ManagementIT {

    private final RunningGateway gateway = RunningGateway.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus"})
    void managementPortTellsHealthAndMetrics(String path) {
        management().get().uri(path).exchange().expectStatus().isOk();
        gateway.client().get().uri(path).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/env", "/actuator/heapdump"})
    void managementPortTellsNothingElse(String path) {
        management().get().uri(path).exchange().expectStatus().isNotFound();
    }

    @Test
    void healthSaysWhichProxiesAreBelieved() {
        management()
                .get()
                .uri("/actuator/health/forwarding")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.forwardedHeaders.details.trustedProxies[0]")
                .isEqualTo("127.0.0.0/8")
                .jsonPath("$.components.forwardedHeaders.details.ignored")
                .exists();
    }

    /** Of its own: an anonymous binding that was stopped cannot be started again, which is why a new process has to. */
    @Test
    void gatewayWhoseConsumerStoppedIsNotAlive() {
        var stopped = RunningGateway.start();
        try {
            liveness(stopped).isOk();

            stopped.context().getBean(BindingsLifecycleController.class).stop("liveUpdatesIn-in-0");

            liveness(stopped).isEqualTo(503);
        } finally {
            stopped.stop();
        }
    }

    private static StatusAssertions liveness(RunningGateway gateway) {
        return management(gateway)
                .get()
                .uri("/actuator/health/liveness")
                .exchange()
                .expectStatus();
    }

    private WebTestClient management() {
        return management(gateway);
    }

    private static WebTestClient management(RunningGateway gateway) {
        var port = gateway.context().getEnvironment().getRequiredProperty("local.management.port");
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
