package dev.waymark.local;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** One log for all services has no file of theirs: what they keep out of it, secrets above all, it keeps out too. (issue 10, A7) */
class LogsTest {

    private static final String LEVEL = "logging.level.";

    @ParameterizedTest
    @ValueSource(strings = {"courier-ingest-service", "gateway", "notification-service", "order-service"})
    void isAsSilentAsEachService(String service, @TempDir Path folder) throws Exception {
        var context = new LoggerContext();
        context.putProperty("waymark.logs", folder.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(Logs.class.getResource("/local/logback.xml")));
        var settings = new YamlPropertySourceLoader().load(service, new ClassPathResource(service + ".yaml"));

        var levels = settings.stream()
                .map(source -> (EnumerablePropertySource<?>) source)
                .flatMap(source -> Arrays.stream(source.getPropertyNames())
                        .filter(name -> name.startsWith(LEVEL))
                        .map(name ->
                                Map.entry(name.substring(LEVEL.length()), String.valueOf(source.getProperty(name)))))
                .toList();

        assertThat(levels)
                .isNotEmpty()
                .allSatisfy(
                        level -> assertThat(context.getLogger(level.getKey()).getEffectiveLevel())
                                .as(level.getKey())
                                .isEqualTo(Level.toLevel(level.getValue())));
        context.stop();
    }
}
