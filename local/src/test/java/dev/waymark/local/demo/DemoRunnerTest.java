package dev.waymark.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.GatewayClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRunnerTest implements DemoRunner.Listener {

    @TempDir
    Path data;

    private final List<String> paths = new ArrayList<>();
    private final List<String> scenarios = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private HttpServer gateway;

    @BeforeEach
    void start() throws Exception {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            paths.add(path);
            exchange.sendResponseHeaders(path.equals("/api/orders") ? 201 : 200, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @Test
    void everyScenarioIsPlayedToItsEndAndOneShipmentIsLeftToTheVisitor() throws Exception {
        var state = DemoState.of(data);
        var url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());

        new DemoRunner(new GatewayClient(url), Secrets.of(data), state, Clock.systemUTC(), this).playAll();

        assertThat(scenarios).hasSize(9).first().isEqualTo("10042");
        assertThat(paths).hasSize(45).filteredOn("/api/orders"::equals).hasSize(8);
        assertThat(unexpected).containsExactly("a forged webhook is refused");
        assertThat(state.manualShipment()).contains(new DemoState.ManualShipment("10042", "cdek", "1011010042"));
    }

    @Override
    public void scenario(String orderNumber, String description) {
        scenarios.add(orderNumber);
    }

    @Override
    public void step(String what, int status, boolean asExpected) {
        if (!asExpected) {
            unexpected.add(what);
        }
    }

    @Override
    public void pause() {}
}
