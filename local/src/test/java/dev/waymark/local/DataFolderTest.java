package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void secondStartOnTheSameDataIsRefusedAndTheFirstGoesOn() {
        try (var first = DataFolder.claim(folder)) {
            assertThatThrownBy(() -> DataFolder.claim(folder))
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("already runs on the data in " + first.path());
        }
        DataFolder.claim(folder).close();
    }

    @Test
    void fullDiskIsReportedBeforeAnythingStarts() {
        assertThatThrownBy(() -> DataFolder.claim(folder, DataSize.ofTerabytes(1_000)))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("MB left");
    }

    @Test
    void folderThatCannotBeWrittenIsReported() throws IOException {
        var file = Files.createFile(folder.resolve("a-file"));

        assertThatThrownBy(() -> DataFolder.claim(file))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("cannot write to");
    }

    @Test
    void partOfItIsShownAsItIsTypedFromHere() {
        try (var here = DataFolder.claim(Path.of("target", "shown", "data"));
                var elsewhere = DataFolder.claim(folder.resolve("data"))) {
            assertThat(here.shown("kafka"))
                    .isEqualTo(Path.of("target", "shown", "data", "kafka").toString());
            assertThat(elsewhere.shown("kafka"))
                    .isEqualTo(folder.resolve("data").resolve("kafka").toString());
        }
    }

    @Test
    void keysAreMadeOnceAndForTheOwnerOnly() throws IOException {
        var made = Secrets.of(folder);

        assertThat(Secrets.of(folder).shopApiKey()).isEqualTo(made.shopApiKey()).startsWith("wmk_");
        var file = folder.resolve(Secrets.FILE);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }
}
