package dev.waymark.local;

import dev.waymark.local.couriers.GatewayClient;
import dev.waymark.local.demo.DemoScript;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What {@code ./waymark} runs. */
@Command(
        name = "./waymark",
        description = "Where is my order? Everything on this machine.",
        sortOptions = false,
        subcommands = {Waymark.CourierCommands.class, DeadLetterCommands.class})
public final class Waymark {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Says how this is called.")
    boolean help;

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
    void up(@Mixin SystemOptions options) throws InterruptedException {
        try (var console = Console.start(options, spec.commandLine().getOut())) {
            console.awaitStop();
        }
    }

    @Command(name = "demo", description = "Starts everything, then plays a shop and its couriers.")
    void demo(
            @Mixin SystemOptions options,
            @Option(
                            names = "--pace",
                            defaultValue = "600",
                            description = "Milliseconds between two steps (${DEFAULT-VALUE}).")
                    long pace,
            @Option(names = "--then-stop", description = "Stops when everything was played.") boolean thenStop)
            throws IOException, InterruptedException {
        try (var console = Console.start(options, spec.commandLine().getOut())) {
            console.play(Duration.ofMillis(pace));
            if (!thenStop) {
                console.awaitStop();
            }
        }
    }

    private static String sentence(Throwable failure) {
        return failure instanceof CommandException
                ? String.valueOf(failure.getMessage())
                : "Waymark stopped for a reason that it did not expect: %s".formatted(failure);
    }

    /** Where and how a system is started. */
    static final class SystemOptions {

        private static final Pattern HOST_AND_PORT = Pattern.compile("(.+):(\\d{1,5})");

        @Option(
                names = "--data",
                defaultValue = "${env:WAYMARK_DATA:-data}",
                description = "The folder for all data (${DEFAULT-VALUE}).")
        Path data = Path.of("data");

        @Mixin
        final PortOptions port = new PortOptions();

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
        Map<String, String> properties = new LinkedHashMap<>();

        LocalSettings settings() {
            sendTo(smtp, "local.smtp");
            sendTo(smsc, "local.smsc");
            return new LocalSettings(data, port.base, properties);
        }

        private void sendTo(@Nullable String address, String server) {
            if (address != null) {
                var parts = HOST_AND_PORT.matcher(address);
                if (!parts.matches()) {
                    throw new CommandException("\"%s\" is no address: write host:port.".formatted(address));
                }
                properties.put(server + ".host", parts.group(1));
                properties.put(server + ".port", parts.group(2));
            }
        }
    }

    /** What a courier would do. */
    @Command(name = "courier", description = "Be a courier, or try one out.", subcommands = CourierTestCommand.class)
    static final class CourierCommands {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        CommandSpec spec;

        @Command(
                name = "send",
                description = "Sends news of a parcel as its courier would, signed, through the public door.")
        int send(
                @Parameters(paramLabel = "<courier>", description = "cdek, easypost or waymark") String courier,
                @Parameters(paramLabel = "<number>", description = "the parcel's tracking number") String number,
                @Parameters(paramLabel = "<news>", description = "such as out-for-delivery") String news,
                @Option(
                                names = "--data",
                                defaultValue = "${env:WAYMARK_DATA:-data}",
                                description = "The folder of the system that runs (${DEFAULT-VALUE}).")
                        Path data)
                throws IOException, InterruptedException {
            var secrets = Secrets.existing(data);
            var script = DemoScript.load();
            var webhook = script.scan(news)
                    .orElseThrow(() -> new CommandException("\"%s\" is no news we know: choose one of %s."
                            .formatted(news, String.join(", ", script.scans().keySet()))))
                    .from(
                            courier.toLowerCase(Locale.ROOT),
                            number,
                            secrets,
                            Clock.systemUTC().instant())
                    .orElseThrow(() -> new CommandException(
                            "\"%s\" is no courier played here: choose cdek, easypost or waymark.".formatted(courier)));
            var url = DataFolder.publishedUrl(data);
            try {
                var answer = new GatewayClient(url).send(webhook);
                spec.commandLine()
                        .getOut()
                        .printf("%d from %s%n", answer.statusCode(), url.resolve("/webhooks/" + courier));
                return answer.statusCode() / 100 == 2 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
            } catch (ConnectException e) {
                throw new CommandException(
                        "Nothing answers at %s: start it with ./waymark up first.".formatted(url), e);
            }
        }
    }
}
