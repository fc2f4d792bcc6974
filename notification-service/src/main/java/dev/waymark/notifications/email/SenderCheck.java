package dev.waymark.notifications.email;

import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.platform.LoopbackHost;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Customers of a shop get no mail from an address, and no link to a host, that is only an example. */
@Component
final class SenderCheck {

    /** RFC 2606. */
    private static final Pattern EXAMPLE =
            Pattern.compile("(.*\\.)?(example|example\\.(com|net|org)|test|invalid)", Pattern.CASE_INSENSITIVE);

    SenderCheck(JavaMailSenderImpl server, EmailSettings sender, MessageSettings messages) {
        var host = server.getHost();
        if (host == null || LoopbackHost.isLoopback(host)) {
            return;
        }
        if (isExample(sender.domain())) {
            throw refused("waymark.notifications.shop.from", sender.from(), host);
        }
        messages.links().forEach((channel, link) -> {
            if (link.getHost() == null || isExample(link.getHost())) {
                throw refused("waymark.notifications.links." + channel, link, host);
            }
        });
    }

    private static boolean isExample(String host) {
        return EXAMPLE.matcher(host).matches() || LoopbackHost.isLoopback(host);
    }

    private static InvalidConfigurationPropertyValueException refused(String name, Object value, String host) {
        return new InvalidConfigurationPropertyValueException(
                name,
                value,
                "It is an example, and messages would leave this machine: spring.mail.host is " + host + ".");
    }
}
