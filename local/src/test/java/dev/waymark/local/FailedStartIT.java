package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartIT {

    @TempDir
    Path data;

    @Test
    void serviceThatCannotStartIsNamedAndReleasesTheData() {
        var settings = LocalSettings.anywhere(data).with(Map.of("waymark.gateway.session.key", "no key"));

        assertThatThrownBy(() -> LocalSystem.start(settings, _ -> {}))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith("gateway did not start");
        DataFolder.claim(data).close();
    }
}
