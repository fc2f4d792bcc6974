package dev.waymark.local;

import dev.waymark.embedded.machine.ServerStartException;
import dev.waymark.local.demo.DemoState;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.sms.SmsInbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ResolvableType;

/** Everything, running in this JVM: broker, store, inboxes and the four services, as beans of one Spring context. */
public final class LocalSystem implements AutoCloseable {

    private final AnnotationConfigApplicationContext context;
    private final DataFolder data;
    private final Ports ports;

    private LocalSystem(AnnotationConfigApplicationContext context, DataFolder data, Ports ports) {
        this.context = context;
        this.data = data;
        this.ports = ports;
    }

    /**
     * Starts everything or nothing, and reports each component to {@code onStarted}.
     *
     * @throws CommandException with a sentence for the person at the terminal, when something cannot be started
     */
    public static LocalSystem start(LocalSettings settings, Consumer<ComponentStatus> onStarted) {
        var data = DataFolder.claim(settings.data());
        try {
            data.withdrawUrl();
            var ports = Ports.from(settings.portBase());
            ports.check();
            return new LocalSystem(context(settings, data, ports, onStarted), data, ports);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static AnnotationConfigApplicationContext context(
            LocalSettings settings, DataFolder data, Ports ports, Consumer<ComponentStatus> onStarted) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(LocalConfiguration.class, () -> new LocalConfiguration(settings, data, ports, onStarted));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(Secrets.class, () -> Secrets.of(data.path()));
        context.registerBean(DemoState.class, () -> DemoState.of(data.path()));
        try {
            context.refresh();
            data.publish(ports.url());
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw reason(e);
        }
    }

    /** What a component said when it could not start, without the frames of the lifecycle around it. */
    private static RuntimeException reason(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandException command) {
                return command;
            }
            if (cause instanceof ServerStartException server) {
                return new CommandException(String.valueOf(server.getMessage()), server);
            }
        }
        return failure;
    }

    /** The address for customers, couriers and shops. */
    public URI url() {
        return ports.url();
    }

    public Ports ports() {
        return ports;
    }

    public Secrets secrets() {
        return context.getBean(Secrets.class);
    }

    public MailInbox mail() {
        return component(MailInbox.class);
    }

    public SmsInbox sms() {
        return component(SmsInbox.class);
    }

    public DemoState demo() {
        return context.getBean(DemoState.class);
    }

    public SystemStatus status() {
        return context.getBean(SystemStatus.class);
    }

    public Path data() {
        return data.path();
    }

    /** The services first, then the infrastructure that they use; each within a bound. */
    @Override
    public void close() {
        data.withdrawUrl();
        context.close();
        data.close();
    }

    private <T extends AutoCloseable> T component(Class<T> type) {
        return context.<Component<T>>getBeanProvider(ResolvableType.forClassWithGenerics(Component.class, type))
                .getObject()
                .get();
    }
}
