package dev.waymark.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

/** The store takes every connection and says nothing: people are told so while they still look at the page. */
class SilentStoreIT {

    private static ServerSocket silent;
    private static RunningGateway gateway;
    private static String session;

    @BeforeAll
    static void start() throws IOException {
        silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        gateway = RunningGateway.start("--spring.mongodb.uri=mongodb://127.0.0.1:" + silent.getLocalPort());
        session = RunningGateway.shared().signedIn("p-1", SessionPrincipal.Role.CUSTOMER);
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.stop();
        silent.close();
    }

    @Test
    void pageSaysThatAPartIsAway() {
        gateway.client()
                .get()
                .uri("/orders")
                .cookie(gateway.context().getBean(SessionCookie.class).name(), session)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("<h1"));
    }

    @Test
    void programIsToldSoToo() {
        gateway.client()
                .get()
                .uri("/api/my/orders")
                .cookie(gateway.context().getBean(SessionCookie.class).name(), session)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("service-unavailable");
    }
}
