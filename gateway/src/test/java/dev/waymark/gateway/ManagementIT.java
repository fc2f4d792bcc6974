package dev.waymark.gateway;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    private WebTestClient management() {
        var port = gateway.context().getEnvironment().getRequiredProperty("local.management.port");
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
