package dev.waymark.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.embedded.machine.ServerStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongodProgramTest {

    @TempDir
    private Path directory;

    @Test
    void mongodOfThePathIsTakenUnlessTheEnvironmentNamesOne() throws Exception {
        var onPath = program("bin/mongod", "exit 0");
        var named = program("own/mongod-8", "exit 0");
        var path = directory + ":" + onPath.getParent();

        assertThat(MongodProcess.program(Map.of("PATH", path))).contains(onPath);
        assertThat(MongodProcess.program(Map.of("PATH", path, "MONGOD", named.toString())))
                .contains(named);
        assertThat(MongodProcess.program(Map.of("PATH", directory.toString()))).isEmpty();
    }

    @Test
    void programThatIsNotThereIsSaidInOneSentence() {
        assertThatThrownBy(() -> MongodProcess.program(Map.of("MONGOD", "/nowhere/mongod")))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("MONGOD names /nowhere/mongod, which is not a program; correct or unset it.");
    }

    @Test
    void programThatGivesUpLeavesItsReasonsInALog() throws Exception {
        var data = directory.resolve("data");
        var broken = program("broken/mongod", "echo \"no space for $2\"; exit 48");

        assertThatThrownBy(() -> MongodProcess.start(broken, data, 0))
                .isInstanceOf(ServerStartException.class)
                .hasMessage("mongod did not become ready; its reasons are in %s."
                        .formatted(data.toAbsolutePath().resolve("mongod.log")));
        assertThat(data.resolve("mongod.log")).content().contains("no space for " + data.toAbsolutePath());
    }

    private Path program(String name, String script) throws IOException {
        var program = directory.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
