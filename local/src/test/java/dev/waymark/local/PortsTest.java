package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void allPortsMoveWithTheGateway() {
        var ports = Ports.from(8180);

        assertThat(ports.of(Ports.Use.GATEWAY)).isEqualTo(8180);
        assertThat(ports.of(Ports.Use.KAFKA)).isEqualTo(9192);
    }

    @Test
    void freePortsAreAllDifferent() {
        var ports = Ports.from(0);

        assertThat(Arrays.stream(Ports.Use.values()).map(ports::of)).doesNotHaveDuplicates();
    }

    @Test
    void aTakenPortIsNamedWithWhoWantsItAndTheWayOut() throws IOException {
        var ports = Ports.from(0);
        try (var taken = new ServerSocket(ports.of(Ports.Use.SMTP), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(ports::check)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("e-mail inbox")
                    .hasMessageContaining("--port-base");
        }
    }

    @Test
    void aBaseThatMovesAPortOutOfRangeIsRefused() {
        assertThatThrownBy(() -> Ports.from(65_000)).isInstanceOf(CommandException.class);
    }
}
