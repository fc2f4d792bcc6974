package dev.waymark.local;

import dev.waymark.local.couriers.CourierClient;
import dev.waymark.local.couriers.DemoScan;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code ./waymark} runs. */
@Command(
        name = "./waymark",
        description = "Where is my order? Everything on this machine.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = Waymark.CourierCommands.class)
public final class Waymark {

    @Spec
    @Nullable
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Waymark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(sentence(failure));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Command(name = "up", description = "Starts everything and keeps it running until Ctrl-C.")
    int up(@Mixin SystemOptions options) throws InterruptedException {
        var terminal = terminal();
        try (var console = Console.start(options, terminal)) {
            console.awaitStop();
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "demo", description = "Starts everything, then plays a shop and its couriers.")
    int demo(
            @Mixin SystemOptions options,
            @Option(
                            names = "--pace",
                            defaultValue = "600",
                            description = "Milliseconds between two steps (${DEFAULT-VALUE}).")
                    long pace,
            @Option(names = "--then-stop", description = "Stops when everything was played.") boolean thenStop)
            throws IOException, InterruptedException {
        var terminal = terminal();
        try (var console = Console.start(options, terminal)) {
            console.play(Duration.ofMillis(pace));
            if (!thenStop) {
                console.awaitStop();
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private PrintWriter terminal() {
        if (spec == null) {
            throw new IllegalStateException("not started by picocli");
        }
        return spec.commandLine().getOut();
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof CommandException) {
            return String.valueOf(failure.getMessage());
        }
        return "Waymark stopped for a reason that it did not expect: %s".formatted(failure);
    }

    /** Where and how a system is started. */
    static final class SystemOptions {

        @Option(
                names = "--data",
                defaultValue = "${env:WAYMARK_DATA:-data}",
                description = "The folder for all data (${DEFAULT-VALUE}).")
        Path data = Path.of("data");

        @Option(
                names = "--port-base",
                defaultValue = "${env:WAYMARK_PORT_BASE:-8080}",
                description = "The gateway's port; all others move with it (${DEFAULT-VALUE}).")
        int portBase = LocalSettings.PORT_BASE;

        @Option(names = "--smtp", paramLabel = "host:port", description = "Sends mails there, not to the inbox here.")
        @Nullable
        String smtp;

        @Option(
                names = "--smsc",
                paramLabel = "host:port",
                description = "Sends text messages there, not to the inbox here.")
        @Nullable
        String smsc;

        @Option(names = "-D", paramLabel = "name=value", description = "A property for all four services.")
        @Nullable
        Map<String, String> properties;

        LocalSettings settings() {
            return new LocalSettings(
                    data,
                    portBase,
                    smtp == null ? null : LocalSettings.Target.parse(smtp),
                    smsc == null ? null : LocalSettings.Target.parse(smsc),
                    properties == null ? Map.of() : properties);
        }
    }

    /** What a courier would do. */
    @Command(name = "courier", description = "Be a courier, or try one out.", subcommands = CourierTestCommand.class)
    static final class CourierCommands {

        @Spec
        @Nullable
        CommandSpec spec;

        @Command(
                name = "send",
                description = "Sends news of a parcel as its courier would, signed, through the public door.")
        int send(
                @Parameters(paramLabel = "<courier>", description = "cdek, easypost or waymark") String courier,
                @Parameters(paramLabel = "<number>", description = "the parcel's tracking number") String number,
                @Parameters(paramLabel = "<news>", description = "such as out-for-delivery") String news,
                @Option(names = "--data", defaultValue = "${env:WAYMARK_DATA:-data}") Path data)
                throws IOException, InterruptedException {
            var secrets = Secrets.existing(data);
            var webhook = DemoScan.named(news)
                    .orElseThrow(() -> new CommandException(
                            "\"%s\" is no news we know: choose one of %s.".formatted(news, DemoScan.names())))
                    .from(
                            courier.toLowerCase(Locale.ROOT),
                            number,
                            secrets,
                            Clock.systemUTC().instant())
                    .orElseThrow(() -> new CommandException(
                            "\"%s\" is no courier played here: choose cdek, easypost or waymark.".formatted(courier)));
            var url = InstanceFile.read(data).url();
            try {
                var answer = new CourierClient(url).send(webhook);
                if (spec != null) {
                    spec.commandLine()
                            .getOut()
                            .printf("%d from %s%n", answer.statusCode(), url.resolve("/webhooks/" + courier));
                }
                return answer.statusCode() / 100 == 2 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
            } catch (ConnectException e) {
                throw new CommandException(
                        "Nothing answers at %s: start it with ./waymark up first.".formatted(url), e);
            }
        }
    }
}
